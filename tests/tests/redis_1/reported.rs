//! What a real server reports.

use redis::{Connection, RedisError, Value, cmd, pipe};
use resilin::{Class, Classify, Fault};

use super::server::Server;

/// Sends a command of words without spaces in them.
fn send(connection: &mut Connection, command: &str) -> Result<Value, RedisError> {
    let mut words = command.split(' ');
    let mut built = cmd(words.next().expect("a name"));
    words.for_each(|word| {
        built.arg(word);
    });
    built.query(connection)
}

/// Asserts that the last command fails so, after the others worked.
fn fails(connection: &mut Connection, commands: &[&str], code: &str, class: Class) {
    let (last, before) = commands.split_last().expect("a command");
    for command in before {
        send(connection, command).unwrap_or_else(|error| panic!("{command}: {error}"));
    }
    let error = send(connection, last).expect_err("a failure");
    assert_eq!(error.code(), Some(code), "{last}: {error}");
    assert_eq!(error.classify(), Fault::new(class), "{last}: {error}");
}

#[test]
fn mistakes_of_the_caller() {
    let server = Server::start();
    let connection = &mut server.connect();
    fails(connection, &["SET text fine", "LPUSH text x"], "WRONGTYPE", Class::CLIENT);
    fails(connection, &["INCR text"], "ERR", Class::CLIENT);
    fails(connection, &["GTE text"], "ERR", Class::CLIENT);
    fails(connection, &["EVALSHA 0123456789012345678901234567890123456789 0"], "NOSCRIPT", Class::CLIENT);
    fails(connection, &["SCRIPT KILL"], "NOTBUSY", Class::CLIENT);
    fails(connection, &["XREADGROUP GROUP g c STREAMS ticks >"], "NOGROUP", Class::CLIENT);
    let group = "XGROUP CREATE ticks g 0 MKSTREAM";
    fails(connection, &[group, group], "BUSYGROUP", Class::CLIENT);
    fails(connection, &["EVAL return{err='TEAPOT'} 0"], "TEAPOT", Class::UNKNOWN);
    let typed = cmd("GET").arg("text").query::<u64>(connection).expect_err("no number");
    assert_eq!(typed.classify(), Fault::new(Class::INVALID), "{typed}");
}

#[test]
fn states_of_the_server() {
    let server = Server::start();
    let connection = &mut server.connect();
    fails(connection, &["CONFIG SET maxmemory 1", "SET text fine"], "OOM", Class::OVERLOAD);
    send(connection, "CONFIG SET maxmemory 0").expect("done");
    fails(connection, &["CONFIG SET min-replicas-to-write 1", "SET text fine"], "NOREPLICAS", Class::SERVER);
    send(connection, "CONFIG SET min-replicas-to-write 0").expect("done");
    // Nobody listens on port 1.
    fails(connection, &["REPLICAOF 127.0.0.1 1", "SET text fine"], "READONLY", Class::SERVER);
    fails(connection, &["CONFIG SET replica-serve-stale-data no", "GET text"], "MASTERDOWN", Class::SERVER);
}

#[test]
fn who_may() {
    let server = Server::start();
    let connection = &mut server.connect();
    fails(connection, &["ACL SETUSER guest on >guest ~*", "AUTH guest guess"], "WRONGPASS", Class::AUTH);
    fails(connection, &["AUTH guest guest", "GET text"], "NOPERM", Class::CLIENT);
    send(&mut server.connect(), "CONFIG SET requirepass secret").expect("done");
    // Of an unauthenticated connection the library gives the setup's failures up, and the first command fails.
    fails(&mut server.connect(), &["GET text"], "NOAUTH", Class::AUTH);
    let url = format!("{}?pass=guess", server.url());
    let refused = redis::Client::open(url).expect("a client").get_connection().err().expect("a failure");
    assert_eq!(refused.kind(), redis::ErrorKind::AuthenticationFailed);
    assert_eq!(refused.classify(), Fault::new(Class::AUTH), "{refused}");
}

// Red when: `of_server` takes the error's own code (of a transaction it is EXECABORT, of some pipelines none).
#[test]
fn the_first_failure_of_several_commands() {
    let server = Server::start();
    let connection = &mut server.connect();
    send(connection, "SET text fine").expect("done");
    let pipeline = pipe().cmd("GET").arg("text").cmd("LPUSH").arg("text").arg("x").exec(connection);
    assert_eq!(pipeline.expect_err("a failure").classify(), Fault::new(Class::CLIENT));
    send(connection, "CONFIG SET maxmemory 1").expect("done");
    let mut full = pipe();
    full.cmd("SET").arg("text").arg("more");
    let pipeline = full.exec(connection).expect_err("a failure");
    assert_eq!(pipeline.classify(), Fault::new(Class::OVERLOAD), "{pipeline}");
    let aborted = full.atomic().exec(connection).expect_err("a failure");
    assert_eq!(aborted.code(), Some("EXECABORT"), "{aborted}");
    assert_eq!(aborted.classify(), Fault::new(Class::OVERLOAD), "{aborted}");
}

/// The script runs until it is killed, which is once its effect was seen: nothing waits for a time.
#[test]
fn a_script_that_does_not_end() {
    let server = Server::start();
    let (mut scripting, mut asking) = (server.connect(), server.connect());
    send(&mut asking, "CONFIG SET busy-reply-threshold 1").expect("done");
    let script = std::thread::spawn(move || cmd("EVAL").arg("while true do end").arg(0).exec(&mut scripting));
    let busy = loop {
        if let Err(error) = send(&mut asking, "GET text") {
            break error;
        }
    };
    send(&mut asking, "SCRIPT KILL").expect("killed");
    assert_eq!(busy.code(), Some("BUSY"), "{busy}");
    assert_eq!(busy.classify(), Fault::new(Class::OVERLOAD));
    let killed = script.join().expect("no panic").expect_err("a failure");
    assert_eq!(killed.classify(), Fault::new(Class::CLIENT), "{killed}");
}
