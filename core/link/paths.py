"""Where each request of the link goes on the wire: one row for each, read by the carrier and by the server alike."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any
from urllib.parse import quote

from core.link import requests
from core.link.requests import Request

BASE = "/api/v1"  # under which all paths lie, those of the published protocol too

_IN_PATH = re.compile(r"{(\w+)}")


@dataclass(frozen=True)
class Place:
    """Method and path of a request; fields that its path doesn't name stand in the query of a GET, else in the body.

    What is `trusted` is for clients that may see and change what isn't their own people's.
    """

    method: str
    path: str
    trusted: bool = False

    @cached_property
    def in_path(self) -> tuple[str, ...]:
        """The fields that stand in the path."""
        return tuple(_IN_PATH.findall(self.path))

    def fill(self, values: Mapping[str, Any]) -> str:
        """The path of one request."""
        return _IN_PATH.sub(lambda field: quote(str(values[field[1]]), safe=""), self.path)

    def others(self, kind: type[Request[Any]]) -> tuple[str, ...]:
        """The fields that stand elsewhere."""
        return tuple(one.name for one in fields(kind) if one.name not in self.in_path)  # type: ignore[arg-type]


_PERSON = "/people/{person_id}"
_TASK = _PERSON + "/tasks/{task_id}"
_MESSAGE = _PERSON + "/messages/{message_id}"

PLACES: dict[type[Request[Any]], Place] = {
    requests.Join: Place("POST", "/people"),
    requests.Agree: Place("POST", f"{_PERSON}/consent"),
    requests.SetLanguages: Place("PUT", f"{_PERSON}/languages"),
    requests.Forget: Place("POST", f"{_PERSON}/anonymity"),
    requests.Appoint: Place("PUT", f"{_PERSON}/appointment", trusted=True),
    requests.Take: Place("POST", f"{_PERSON}/tasks"),
    requests.Renew: Place("POST", f"{_TASK}/lease"),
    requests.SubmitText: Place("POST", f"{_TASK}/text"),
    requests.SubmitComplete: Place("POST", f"{_TASK}/completion"),
    requests.SubmitReview: Place("POST", f"{_TASK}/review"),
    requests.SubmitBallot: Place("POST", f"{_TASK}/ballot"),
    requests.Skip: Place("POST", f"{_TASK}/skip"),
    requests.Undo: Place("POST", f"{_TASK}/undo"),
    requests.Edit: Place("PUT", f"{_TASK}/text"),
    requests.Availability: Place("GET", f"{_PERSON}/availability"),
    requests.Wants: Place("POST", "/wants"),
    requests.WhyNothing: Place("GET", f"{_PERSON}/shortage"),
    requests.ShowThread: Place("GET", f"{_MESSAGE}/thread"),
    requests.ShowTree: Place("GET", f"{_MESSAGE}/tree"),
    requests.Mine: Place("GET", f"{_PERSON}/contributions"),
    requests.SimilarPrompt: Place("POST", f"{_PERSON}/similar_prompt"),  # a text has no place in an address
    requests.CallMe: Place("POST", f"{_PERSON}/calls"),
    requests.FetchNews: Place("GET", "/news"),
    requests.Heard: Place("POST", "/news/heard"),
    requests.Report: Place("POST", f"{_MESSAGE}/report"),
    requests.Remove: Place("POST", f"{_MESSAGE}/removal"),
    requests.Restore: Place("POST", f"{_MESSAGE}/restoration"),
    requests.Halt: Place("POST", f"{_PERSON}/trees/{{tree_id}}/halt"),
    requests.Resume: Place("POST", f"{_PERSON}/trees/{{tree_id}}/resumption"),
    requests.SetEnabled: Place("PUT", f"{_PERSON}/people/{{subject_id}}/enabled"),
    requests.Pause: Place("PUT", f"{_PERSON}/pause"),
    requests.Queue: Place("GET", f"{_PERSON}/cases"),
    requests.ShowCase: Place("GET", f"{_PERSON}/cases/{{message_id}}"),
    requests.OpenCases: Place("GET", "/cases", trusted=True),
    requests.CasesOf: Place("POST", "/cases/some", trusted=True),
    requests.Settle: Place("POST", f"{_PERSON}/cases/{{message_id}}/settlement"),
}
