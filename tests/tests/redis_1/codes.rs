//! Every code of the server's, as it comes over the wire.

use redis::{RedisError, ServerError, Value, parse_redis_value};
use resilin::classify::by_source;
use resilin::{Class, Classify, Fault};

fn parsed(line: &str) -> ServerError {
    match parse_redis_value(format!("-{line}\r\n").as_bytes()) {
        Ok(Value::ServerError(error)) => error,
        other => panic!("{line}: {other:?}"),
    }
}

/// What `redis-server` 7.0.15 can reply, each code once, shortened; and `NOSUB`, which the library knows.
const REPLIES: [(Class, &[&str]); 6] = [
    (
        Class::OVERLOAD,
        &[
            "LOADING Redis is loading the dataset in memory",
            "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
            "TRYAGAIN Multiple keys request during rehashing of slot",
            "OOM command not allowed when used memory > 'maxmemory'.",
            "ERR max number of clients reached",
            "ERR max number of clients + cluster connections reached",
        ],
    ),
    (
        Class::SERVER,
        &[
            "CLUSTERDOWN The cluster is down",
            "CLUSTERDOWN Hash slot not served",
            "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
            "MOVED 3999 127.0.0.1:6381",
            "ASK 3999 127.0.0.1:6381",
            "READONLY You can't write against a read only replica.",
            "NOREPLICAS Not enough good replicas to write.",
            "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk.",
            "UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)",
            "INPROG Failover already in progress",
            "NOGOODSLAVE No suitable replica to promote",
            "NOQUORUM 1 usable Sentinels. ",
            "NOMASTERLINK Can't SYNC while not connected with my master",
        ],
    ),
    (Class::NETWORK, &["IOERR error or timeout reading to target instance"]),
    (
        Class::AUTH,
        &["NOAUTH Authentication required.", "WRONGPASS invalid username-password pair or user is disabled."],
    ),
    (
        Class::CLIENT,
        &[
            "ERR unknown command 'GTE', with args beginning with: 'key' ",
            "ERR",
            "WRONGTYPE Operation against a key holding the wrong kind of value",
            "NOPERM User limited has no permissions to run the 'get' command",
            "DENIED Redis is running in protected mode because protected mode is enabled",
            "CROSSSLOT Keys in request don't hash to the same slot",
            "EXECABORT Transaction discarded because of previous errors.",
            "NOSCRIPT No matching script.",
            "NOTBUSY No scripts in execution right now.",
            "UNKILLABLE Sorry the script already executed write commands against the dataset.",
            "NOSUB 'unsubscribe' command executed not in subscribed mode",
            "NOPROTO unsupported protocol version",
            "NOGROUP No such key 'ticks' or consumer group 'g'",
            "BUSYGROUP Consumer Group name already exists",
            "BUSYKEY Target key name already exists.",
            "INVALIDOBJ Corrupted HLL object detected",
        ],
    ),
    (Class::UNKNOWN, &["TEAPOT short and stout", "", "busy in lower case"]),
];

// Red when: `"IOERR"` of `class` says SERVER; the details of `ERR` are not looked at.
#[test]
fn every_code_has_its_class() {
    for (class, line) in REPLIES.into_iter().flat_map(|(class, lines)| lines.iter().map(move |line| (class, line)))
    {
        let error = parsed(line);
        assert_eq!(error.classify(), Fault::new(class), "{line}");
        let whole = RedisError::from(error);
        assert_eq!(whole.classify(), Fault::new(class), "{line}");
        let walked = (class != Class::UNKNOWN).then_some(Fault::new(class));
        assert_eq!(by_source(&whole), walked, "{line}");
    }
}
