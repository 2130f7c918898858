"""The one list of record types, and the vocabulary that they declare."""

from typing import Any

from projgov.domain.closing import CarryOver, Delisting
from projgov.domain.disclosures import Disclosure
from projgov.domain.filings import Filing, Step
from projgov.domain.inspections import Comment, Finding, Inspection, PublicOpinion
from projgov.domain.judgements import Judgement
from projgov.domain.meetings import Meeting
from projgov.domain.officers import Officer, Post
from projgov.domain.panels import Assessment, Ballot, Panel, Survey
from projgov.domain.plans import Amount, Baseline, Guidebook, Letter, Milestone, Quantity, Task
from projgov.domain.projects import Item, Project
from projgov.domain.reports import Achieved, Figure, Report
from projgov.domain.responsibilities import Responsibility
from projgov.domain.results import Acceptance, Evidence, Excuse, Experience, Recognition
from projgov.domain.rulings import Matter, Ruling
from projgov.domain.topics import Topic
from projgov.domain.units import Unit, UnitChange
from projgov.domain.vocabulary import build

RECORDS: tuple[type[Any], ...] = (
    Unit,
    Officer,
    Project,
    Item,
    Ruling,
    UnitChange,
    Post,
    Responsibility,
    Filing,
    Step,
    Guidebook,
    Letter,
    Task,
    Baseline,
    Milestone,
    Quantity,
    Amount,
    Report,
    Figure,
    Achieved,
    Inspection,
    Finding,
    PublicOpinion,
    Comment,
    Judgement,
    Meeting,
    Evidence,
    Acceptance,
    CarryOver,
    Delisting,
    Experience,
    Topic,
    Recognition,
    Excuse,
    Disclosure,
    Panel,
    Ballot,
    Survey,
    Assessment,
    Matter,
)

VOCABULARY = build(RECORDS)
