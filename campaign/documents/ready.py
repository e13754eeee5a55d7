"""A finished piece: drawn, then read back as a printer would read it, in one call without database nor clock."""

from dataclasses import replace

from campaign.documents import catalogue
from campaign.documents.catalogue import Built
from campaign.documents.content import Campaign
from campaign.documents.file_checks import checks_of
from campaign.documents.notices import Notice
from campaign.documents.preflight import Check, Verdict
from campaign.documents.presets import Preset


def made(kind: str, content: Campaign, preset: Preset) -> Built:
    """The document of that code with its ``checks``: what must be mended blocks it, the rest is said.

    Raises:
        KeyError: no such kind.
    """
    built = catalogue.build(kind, content, preset)
    checks = checks_of(kind, built, content, preset)
    return replace(
        built,
        notices=(*built.notices, *_said(checks, Verdict.WARNING)),
        blocking=(*built.blocking, *_said(checks, Verdict.BLOCKING)),
        checks=checks,
    )


def _said(checks: tuple[Check, ...], verdict: Verdict) -> list[Notice]:
    return [Notice(one.notice, one.about or one.subject, one.field) for one in checks if one.verdict is verdict]
