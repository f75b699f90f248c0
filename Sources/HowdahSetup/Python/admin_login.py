"""Log in to the Django admin over HTTP as a browser would, prove it, and log out again.

Reads {"base_url", "admin_path", "username", "password", "server", "timeout"} on standard input;
"server" is the process that must be the one that listens there.
The standard library only: Django is not imported, and no proxy is asked.
"""

import http.client
import http.cookiejar
import json
import os
import socket
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser

MARK = "HOWDAH-RESULT "
DOTS = "\u2022" * 6
POLL = 0.02  # seconds


class Ended(Exception):
    """The attempt is over: with which outcome, and why."""

    def __init__(self, outcome, reason, code, status=None):
        super().__init__(reason)
        self.outcome, self.reason, self.code, self.status = outcome, reason, code, status


class Page(HTMLParser):
    """The forms, links and error texts of a page."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.forms, self.links, self.errors, self.title = [], [], [], ""
        self.form, self.open = None, []  # `open` holds the elements around, innermost last
        self.feed(text)
        self.close()

    VOID = {"input", "br", "hr", "img", "meta", "link", "area", "base", "col", "embed", "source", "wbr"}

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        classes = set(given.get("class", "").split())
        if tag == "form":
            self.form = {"action": given.get("action", ""), "method": given.get("method", "get").lower(), "fields": []}
            self.forms.append(self.form)
        elif tag == "input" and self.form is not None:
            self.form["fields"].append(
                (given.get("name", ""), given.get("type", "text").lower(), given.get("value", "")))
        elif tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag not in self.VOID:
            error = bool(classes & {"errornote", "errorlist"})
            if error:
                self.errors.append("")
            self.open.append((tag, error))

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        if any(name == tag for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data):
        if any(error for _, error in self.open):
            self.errors[-1] += data
        elif self.open and self.open[-1][0] == "title":
            self.title += data

    def error_text(self):
        return " ".join(" ".join(self.errors).split())

    def login_form(self):
        for form in self.forms:
            if any(kind == "password" for _, kind, _ in form["fields"]):
                return form
        return None

    def logout(self, url):
        """The address that logs out, and the form for it where there is one."""
        def matches(target):
            path = urllib.parse.urlsplit(urllib.parse.urljoin(url, target)).path
            return path.rstrip("/").endswith("/logout")
        for form in self.forms:
            if form["action"] and matches(form["action"]):
                return urllib.parse.urljoin(url, form["action"]), form
        for link in self.links:
            if matches(link):
                return urllib.parse.urljoin(url, link), None
        return None


class SameServer(urllib.request.HTTPRedirectHandler):
    """Follows redirects, but never to another server or to https."""

    def redirect_request(self, request, file, code, message, headers, target):
        old, new = urllib.parse.urlsplit(request.full_url), urllib.parse.urlsplit(target)
        if (old.scheme, old.netloc) != (new.scheme, new.netloc):
            file.close()
            raise Ended(
                "failed", "The server sends the browser to %s://%s." % (new.scheme, new.netloc),
                "redirected-away", code)
        return super().redirect_request(request, file, code, message, headers, target)


def listens(pid, port):
    """Whether this process listens at a port. Where no /proc tells, one that is alive is believed."""
    sockets = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            with open(table) as lines:
                for fields in map(str.split, lines):
                    # 0A: LISTEN (include/net/tcp_states.h).
                    if len(fields) > 9 and fields[3] == "0A" and int(fields[1].rsplit(":", 1)[1], 16) == port:
                        sockets.add("socket:[%s]" % fields[9])
        except OSError:
            continue
    folder = "/proc/%d/fd" % pid
    try:
        names = os.listdir(folder)
    except OSError:
        return not os.path.isdir("/proc/self") and not has_ended(pid)
    for name in names:
        try:
            if os.readlink(os.path.join(folder, name)) in sockets:
                return True
        except OSError:
            continue
    return False


def has_ended(pid):
    """Also one that its parent has not looked at yet."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    try:
        with open("/proc/%d/stat" % pid) as file:
            return file.read().rsplit(")", 1)[1].split()[0] in "ZX"
    except (OSError, IndexError):
        return False


class Visitor:
    """A browser with cookies, and with one deadline for all that it does."""

    def __init__(self, base_url, deadline, server=None):
        self.base, self.deadline, self.server = base_url, deadline, server
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), SameServer(), urllib.request.HTTPCookieProcessor(self.cookies))

    def left(self):
        return max(0.05, self.deadline - time.monotonic())

    def wait_for_port(self):
        parts = urllib.parse.urlsplit(self.base)
        address = (parts.hostname, parts.port or 80)
        while True:
            began = time.monotonic()
            try:
                socket.create_connection(address, timeout=min(1, self.left())).close()
                if self.server is None or listens(self.server, address[1]):
                    return
                # The one that was started may still be on its way to find the port taken.
                if has_ended(self.server) or time.monotonic() >= self.deadline:
                    raise Ended("no-answer", "Another program answers at %s, not the server that was started "
                                "here; it gets no password." % parts.netloc, "not-ours")
            except OSError as error:
                if time.monotonic() >= self.deadline:
                    raise Ended("no-answer", "Nothing answers at %s: %s." % (
                        parts.netloc, error.strerror or error), "no-answer")
            time.sleep(max(0, POLL - (time.monotonic() - began)))

    def open(self, url, data=None, referer=None):
        """Status, final address and page."""
        headers = {"User-Agent": "howdah", "Accept": "text/html"}
        if referer:
            headers["Referer"] = referer
            parts = urllib.parse.urlsplit(url)
            headers["Origin"] = "%s://%s" % (parts.scheme, parts.netloc)
        body = urllib.parse.urlencode(data).encode("ascii") if data is not None else None
        request = urllib.request.Request(url, data=body, headers=headers)
        try:
            try:
                response = self.opener.open(request, timeout=self.left())
            except urllib.error.HTTPError as error:
                response = error
            with response:
                text = response.read(4 << 20).decode("utf-8", "replace")
                return response.getcode(), response.geturl(), Page(text)
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            raise Ended("no-answer", "The server did not answer the request: %s." % reason, "no-answer")

    def jar(self):
        return {cookie.name: cookie.value for cookie in self.cookies}


def log_in(visitor, admin_url, username, password):
    """Ends with `Ended`, always."""
    visitor.wait_for_port()
    status, url, page = visitor.open(admin_url)
    form = page.login_form()
    if status == 404:
        raise Ended("not-routed", "Nothing is at %s: the admin is not among the project's URLs." % admin_url,
                    "not-found", status)
    if status >= 400:
        raise Ended("failed", "The server answers %d%s." % (
            status, " (%s)" % " ".join(page.title.split()) if page.title.strip() else ""), "server-error", status)
    if form is None:
        raise Ended("not-routed", "The page at %s asks for no password." % url, "no-login-form", status)
    hidden = [(name, value) for name, kind, value in form["fields"] if kind == "hidden" and name]
    if "csrfmiddlewaretoken" not in dict(hidden):
        raise Ended("failed", "The login form at %s carries no CSRF token." % url, "no-csrf-token", status)
    names = [name for name, kind, _ in form["fields"] if kind in ("text", "email", "tel") and name]
    user_field = "username" if "username" in names or not names else names[0]
    password_field = [name for name, kind, _ in form["fields"] if kind == "password"][0]
    before = visitor.jar()
    target = urllib.parse.urljoin(url, form["action"])
    status, after_url, after = visitor.open(
        target, hidden + [(user_field, username), (password_field, password)], referer=url)
    if status == 403:
        raise Ended("failed", "The server refused the login form (CSRF).", "csrf-refused", status)
    if status >= 400:
        raise Ended("failed", "The server answers %d after the login." % status, "server-error", status)
    if after.login_form() is not None:
        said = after.error_text().replace(password, DOTS) if password else after.error_text()
        if said or not visitor_changed(before, visitor.jar()):
            raise Ended("failed", said or "The login form came back.", "login-refused", status)
        raise Ended("failed", "The login was taken, but the browser is not kept logged in (session cookie).",
                    "session-lost", status)
    if not visitor_changed(before, visitor.jar()):
        raise Ended("failed", "The login set no session cookie.", "no-session-cookie", status)
    logout = after.logout(after_url)
    if logout is None:
        raise Ended("failed", "The page after the login is not the admin: it has no way to log out.",
                    "not-admin", status)
    return status, after_url, logout


def visitor_changed(before, after):
    """Whether a cookie other than the CSRF one is new or has a new value."""
    return any(before.get(name) != value for name, value in after.items() if "csrf" not in name.lower())


def log_out(visitor, logout, referer):
    """Leave no session behind; whether that was seen to work."""
    target, form = logout
    held = {name for name in visitor.jar() if "csrf" not in name.lower()}
    try:
        if form is None or form["method"] != "post":
            status, _, _ = visitor.open(target, referer=referer)
        else:
            data = [(name, value) for name, kind, value in form["fields"] if kind == "hidden" and name]
            status, _, _ = visitor.open(target, data, referer=referer)
        return status < 400 and not held <= set(visitor.jar())
    except Ended:
        return False


def main():
    began = time.monotonic()
    request = json.loads(sys.stdin.buffer.read().decode("utf-8"))
    status = 0
    try:
        base, path = request["base_url"].rstrip("/"), request.get("admin_path") or "/admin/"
        visitor = Visitor(base, began + float(request.get("timeout", 30)), request.get("server"))
        try:
            code, url, logout = log_in(visitor, base + path, request["username"], request["password"])
            seconds = time.monotonic() - began
            result = {
                "outcome": "verified", "code": "verified", "status": code, "seconds": round(seconds, 3),
                "reason": "Logged in at %s as %s." % (base + path, request["username"]), "url": url,
                "logged_out": log_out(visitor, logout, url),
            }
        except Ended as ended:
            result = {
                "outcome": ended.outcome, "code": ended.code, "status": ended.status,
                "reason": ended.reason, "seconds": round(time.monotonic() - began, 3),
            }
    except Exception as error:  # evidence for the caller
        status = 1
        result = {"error": {"kind": type(error).__name__, "message": str(error), "causes": []}}
    sys.stdout.write("\n" + MARK + json.dumps(result) + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
