vcl 4.1;

# Varnish 7 in front of Newsroom, purged by tag. Newsroom needs CDN=varnish and PURGE_URL=http://this-host:6081/.
# The module xkey is in the package varnish-modules.

import directors;
import std;
import xkey;

backend newsroom {
    .host = "127.0.0.1";
    .port = "8000";
    # A page built before a change may reach this cache after the purge. Newsroom purges again after 5 and after 60
    # seconds; an answer that takes longer than this is not stored.
    .first_byte_timeout = 30s;
    .between_bytes_timeout = 10s;
    .probe = { .url = "/healthz"; .interval = 5s; .timeout = 3s; .window = 4; .threshold = 2; .initial = 2; }
}

# The hosts on which Newsroom's worker runs.
acl purgers {
    "127.0.0.1";
    "::1";
}

sub vcl_init {
    new web = directors.round_robin();
    web.add_backend(newsroom);
}

sub vcl_recv {
    set req.backend_hint = web.backend();
    if (req.method == "PURGE") {
        if (client.ip !~ purgers) {
            return (synth(403, "Forbidden"));
        }
        if (!req.http.xkey-purge) {
            return (synth(400, "No tags"));
        }
        return (synth(200, "Purged " + xkey.purge(req.http.xkey-purge)));
    }
    unset req.http.Surrogate-Control;
    # The desk, the interfaces, shared previews and long files are never stored.
    if (req.url ~ "^/(admin|api|intake|preview|media/files|metrics|healthz|readyz)(/|\?|$)") {
        return (pass);
    }
    if (req.method == "GET" || req.method == "HEAD") {
        unset req.http.Cookie;
        if (req.url ~ "[?&](utm_[a-z]+|fbclid|gclid)=") {
            set req.url = regsub(regsuball(req.url, "([?&])(utm_[a-z]+|fbclid|gclid)=[^&]*&?", "\1"), "[?&]+$", "");
        }
    }
}

# A host that has just ended is noticed by its probe after seconds: until then another one answers.
sub vcl_backend_fetch {
    if (bereq.retries > 0) {
        set bereq.backend = web.backend();
    }
}

sub vcl_backend_error {
    if (bereq.retries < 2 && (bereq.method == "GET" || bereq.method == "HEAD")) {
        return (retry);
    }
}

sub vcl_backend_response {
    # Only what Newsroom marks for this cache is stored, and never longer than it says: a right ends to the second.
    set beresp.grace = 0s;
    set beresp.keep = 0s;
    if (beresp.http.Surrogate-Control ~ "^max-age=[0-9]+$" && beresp.http.xkey && !beresp.http.Set-Cookie
        && beresp.status == 200) {
        set beresp.ttl = std.duration(regsub(beresp.http.Surrogate-Control, "^max-age=", "") + "s", 0s);
        return (deliver);
    }
    # Requests for the same address do not wait for each other.
    set beresp.ttl = 5s;
    set beresp.uncacheable = true;
    return (deliver);
}

sub vcl_deliver {
    unset resp.http.Surrogate-Control;
    unset resp.http.xkey;
}
