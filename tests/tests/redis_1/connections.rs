//! What happens to connections.

use std::net::TcpListener;
use std::sync::Mutex;
use std::time::Duration;

use redis::{Client, RedisResult, cmd};
use resilin::redis_1::fault_without_cluster;
use resilin::{Class, Classify, Fault, resilient};

use super::server::Server;

#[test]
fn an_answer_that_takes_too_long() {
    let server = Server::start();
    let mut connection = server.connect();
    connection.set_read_timeout(Some(Duration::from_millis(20))).expect("set");
    let error = cmd("BLPOP").arg("nothing").arg(0).exec(&mut connection).expect_err("a failure");
    assert_eq!(error.classify(), Fault::new(Class::TIMEOUT), "{error}");
    assert_eq!(fault_without_cluster(&error), Fault::new(Class::TIMEOUT));
}

#[test]
fn a_server_that_dies() {
    let mut server = Server::start();
    let mut connection = server.connect();
    server.kill();
    let lost = cmd("GET").arg("text").exec(&mut connection).expect_err("a failure");
    assert_eq!(lost.classify(), Fault::new(Class::NETWORK), "{lost}");
    assert_eq!(fault_without_cluster(&lost), Fault::new(Class::NETWORK), "it may have been processed");
    let refused = server.client().get_connection().err().expect("a failure");
    assert_eq!(refused.classify(), Fault::new(Class::NETWORK), "{refused}");
    assert_eq!(fault_without_cluster(&refused), Fault::new(Class::NETWORK).not_processed());
}

#[resilient(idempotent = false, backoff = none, attempts = 3, attempt = this, classify = fault_without_cluster)]
fn count(client: &Client, runs: &Mutex<u32>) -> RedisResult<u64> {
    *runs.lock().unwrap() = this.number();
    cmd("INCR").arg("visits").query(&mut client.get_connection()?)
}

#[test]
fn a_count_is_repeated_only_where_nobody_saw_it() {
    let mut server = Server::start();
    let (client, runs) = (server.client(), Mutex::new(0));
    assert_eq!(count(&client, &runs).expect("a count"), 1);
    server.kill();
    count(&client, &runs).expect_err("nobody there");
    assert_eq!(*runs.lock().unwrap(), 3);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("redis://{}", listener.local_addr().expect("an address"));
    // Accepts, and hangs up without a word.
    let hanging_up = std::thread::spawn(move || drop(listener.accept().expect("a connection")));
    count(&Client::open(url).expect("a client"), &runs).expect_err("hung up");
    hanging_up.join().expect("no panic");
    assert_eq!(*runs.lock().unwrap(), 1, "it may have been seen");
}
