"""The rules by which Mozilla's HTTP Observatory scores an answer (mdn-http-observatory, ``src/grader``, 2026)."""

import re
from http.cookies import SimpleCookie
from typing import Any

HALF_A_YEAR = 15_552_000
ISOLATING = {"same-origin", "same-origin-allow-popups", "noopener-allow-popups"}


def score(response: Any) -> int:
    """Return the points of an answer over https that no preload list knows; 100 and more is the best grade."""
    given = [
        *(_weigh_policy(response), _weigh_cookies(response.cookies), _weigh_transport(response)),
        *(_weigh_scripts(response), 0 if response.get("X-Content-Type-Options") == "nosniff" else -5),
        5 if response.get("Referrer-Policy") in {"no-referrer", "same-origin", "strict-origin"} else 0,
        5 if "frame-ancestors" in response.get("Content-Security-Policy", "") else -20,
        10 if response.get("Cross-Origin-Resource-Policy") in {"same-origin", "same-site"} else 0,
        10 if response.get("Cross-Origin-Embedder-Policy") in {"require-corp", "credentialless"} else 0,
        10 if response.get("Cross-Origin-Opener-Policy") in ISOLATING else 0,
    ]
    lost = 100 + sum(points for points in given if points < 0)
    return 100 + sum(given) if lost >= 90 else lost


def _weigh_policy(response: Any) -> int:
    """Return the points of the content policy, as far as ours can lose or win them."""
    policy = response.get("Content-Security-Policy")
    if not policy:
        return -25
    rules = {words.split()[0]: words.split()[1:] for words in policy.split(";") if words.strip()}
    scripts = rules.get("script-src", rules.get("default-src", ["*"]))
    if {"'unsafe-inline'", "data:", "*", "https:"} & set(scripts):
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if {"'unsafe-inline'", "data:", "*", "https:"} & set(rules.get("style-src", [])):
        return 0
    closed = rules.get("default-src") == ["'none'"] and rules.get("form-action") in (["'self'"], ["'none'"])
    return 10 if closed else 5


def _weigh_cookies(cookies: "SimpleCookie") -> int:
    if not cookies:
        return 0
    for name, cookie in cookies.items():
        if not cookie["secure"] or (re.search("login|sess", name, re.IGNORECASE) and not cookie["httponly"]):
            return -40
        if "csrf" in name.lower() and not cookie["samesite"]:
            return -20
    return 5 if all(cookie["samesite"] in {"Lax", "Strict"} for cookie in cookies.values()) else 0


def _weigh_transport(response: Any) -> int:
    age = re.match(r"max-age=(\d+)", response.get("Strict-Transport-Security", ""))
    if age is None:
        return -20
    return 0 if int(age[1]) >= HALF_A_YEAR else -10


def _weigh_scripts(response: Any) -> int:
    """Return what scripts of other sites cost; ours are all of this one."""
    return -50 if re.search(r"<script[^>]+src=.?(https?:)?//", response.text) else 0
