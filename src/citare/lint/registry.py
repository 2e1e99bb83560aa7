"""The rules, in the order in which `citare rules` lists them. A new rule is one line here."""

from __future__ import annotations

from citare.lint.base import Rule
from citare.lint.document_rules import DOCUMENT_RULES
from citare.lint.rules import (
    alias_fields,
    all_caps_name,
    all_caps_title,
    braced_name_list,
    corporate_author,
    crossref_order,
    doi_as_url,
    duplicate_entry,
    duplicate_key,
    empty_field,
    empty_name,
    encoding_trouble,
    eprint_prefix,
    escaped_url,
    et_al,
    future_date,
    home_folder_path,
    html_in_field,
    invalid_date,
    invisible_character,
    isbn_checksum,
    issn_checksum,
    kept_capital,
    key_case_clash,
    key_characters,
    label_in_field,
    malformed_doi,
    malformed_url,
    misplaced_identifier,
    misread_entry,
    missing_field,
    missing_name_comma,
    missing_parent,
    mixed_journal_forms,
    month_as_text,
    name_separator,
    page_range,
    placeholder_value,
    reversed_page_range,
    trailing_punctuation,
    unbalanced_math,
    undefined_macro,
    unescaped_character,
    unknown_field,
    unknown_type,
    unprotected_capitals,
    url_with_doi,
    year_date_disagree,
)
from citare.lint.suppression_rules import SUPPRESSION
from citare.lint.syntax_rules import SYNTAX
from citare.lint.verdict_rules import VERDICTS

CHECKS: tuple[Rule, ...] = (
    # fields
    alias_fields.RULE,
    empty_field.RULE,
    missing_field.RULE,
    placeholder_value.RULE,
    unknown_field.RULE,
    unknown_type.RULE,
    # names
    all_caps_name.RULE,
    braced_name_list.RULE,
    corporate_author.RULE,
    empty_name.RULE,
    et_al.RULE,
    missing_name_comma.RULE,
    name_separator.RULE,
    # titles
    all_caps_title.RULE,
    trailing_punctuation.RULE,
    unprotected_capitals.RULE,
    # pages and numbers
    label_in_field.RULE,
    page_range.RULE,
    reversed_page_range.RULE,
    # dates
    future_date.RULE,
    invalid_date.RULE,
    month_as_text.RULE,
    year_date_disagree.RULE,
    # identifiers
    doi_as_url.RULE,
    eprint_prefix.RULE,
    isbn_checksum.RULE,
    issn_checksum.RULE,
    malformed_doi.RULE,
    misplaced_identifier.RULE,
    # links
    escaped_url.RULE,
    home_folder_path.RULE,
    malformed_url.RULE,
    url_with_doi.RULE,
    # text
    encoding_trouble.RULE,
    html_in_field.RULE,
    invisible_character.RULE,
    unbalanced_math.RULE,
    unescaped_character.RULE,
    # keys and the library as a whole
    crossref_order.RULE,
    duplicate_entry.RULE,
    duplicate_key.RULE,
    kept_capital.RULE,
    key_case_clash.RULE,
    key_characters.RULE,
    misread_entry.RULE,
    missing_parent.RULE,
    mixed_journal_forms.RULE,
    undefined_macro.RULE,
)

RULES: tuple[Rule, ...] = (*CHECKS, *SYNTAX, *SUPPRESSION)

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}

EXPLAINED: tuple[Rule, ...] = (*RULES, *VERDICTS, *DOCUMENT_RULES)
"""The rules, and what is found only after others were asked or documents were read."""

GROUPS: tuple[str, ...] = tuple(dict.fromkeys(rule.group for rule in RULES))
