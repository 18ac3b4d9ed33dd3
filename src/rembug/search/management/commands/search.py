"""``rembug search evaluate FILE...``: how well questions find their passages."""

import json
import sys
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from tqdm import tqdm

from rembug.search.evaluation import BadLine, Report, evaluate, evaluate_baseline, load
from rembug.search.models import Index


class Command(BaseCommand):
    help = _("Measure the search on questions whose answers are known.")

    def add_arguments(self, parser):
        deeds = parser.add_subparsers(dest="deed", required=True)
        deed = deeds.add_parser("evaluate", help=_("recall and time on questions and passages in JSON lines"))
        deed.add_argument("files", nargs="+", type=Path, metavar="FILE")
        deed.add_argument("--json", action="store_true", help=_("print one JSON object for each engine"))
        deed.add_argument("--baseline", action="store_true", help=_("measure SQLite FTS5 with Snowball stems, too"))

    def handle(self, *, files, **options):
        try:
            tests = load(files)
        except BadLine as problem:
            raise CommandError(str(problem)) from problem
        except OSError as problem:
            raise CommandError(
                _("%(file)s cannot be read: %(problem)s.") % {"file": problem.filename, "problem": problem.strerror}
            ) from problem
        if Index._meta.db_table not in connection.introspection.table_names():
            raise CommandError(_("The database has no tables yet. Run: rembug migrate"))
        bar = partial(tqdm, desc=_("Asking"), leave=False, disable=not sys.stderr.isatty())
        reports = [evaluate(tests, progress=bar)]
        if options["baseline"]:
            try:
                reports.append(evaluate_baseline(tests, progress=bar))
            except RuntimeError as problem:
                self.stderr.write(_("No comparison: this SQLite has no FTS5 (%s).") % problem)
        for report in reports:
            self.stdout.write(json.dumps(report.as_dict()) if options["json"] else self._described(report))

    def _described(self, report: Report) -> str:
        number = partial(number_format, decimal_pos=3, use_l10n=True)
        engine = f"{report.engine} ({connection.vendor if report.engine == 'rembug' else 'sqlite'})"
        counts = _("%(questions)d questions, %(passages)d passages") % {
            "questions": report.questions,
            "passages": report.passages,
        }
        return "\n".join(
            (
                f"{engine}: {counts}",
                f"  R@1 {number(report.recall_at_1)}   R@5 {number(report.recall_at_5)}"
                f"   R@10 {number(report.recall_at_10)}   MRR@10 {number(report.mrr_at_10)}",
                "  "
                + _("median %(median)s ms, p95 %(p95)s ms")
                % {"median": number(report.median_ms), "p95": number(report.p95_ms)},
            )
        )
