//! A real server, for the length of a test.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use redis::{Client, Connection};

/// A `redis-server` that listens on a socket in a directory of its own: no port can be somebody else's.
pub(super) struct Server {
    child: Child,
    directory: PathBuf,
}

impl Server {
    pub(super) fn start() -> Self {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let directory = std::env::temp_dir().join(format!("resilin-redis-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&directory).expect("a directory");
        let mut child = Command::new("redis-server")
            .args(["--port", "0", "--save", "", "--appendonly", "no", "--unixsocket", "socket", "--dir"])
            .arg(&directory)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("no redis-server ({error}): apt-get install redis-server"));
        wait_until_ready(&mut child);
        Self { child, directory }
    }

    pub(super) fn url(&self) -> String {
        format!("redis+unix://{}/socket", self.directory.display())
    }

    pub(super) fn client(&self) -> Client {
        Client::open(self.url()).expect("a client")
    }

    pub(super) fn connect(&self) -> Connection {
        self.client().get_connection().expect("a connection")
    }

    /// Kills the server; its socket stays, and refuses.
    pub(super) fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("ended");
    }
}

fn wait_until_ready(child: &mut Child) {
    let told = BufReader::new(child.stdout.take().expect("its output"));
    let mut log = String::new();
    for line in told.lines().map(|line| line.expect("a line")) {
        if line.contains("eady to accept connections") {
            return;
        }
        log += &(line + "\n");
    }
    panic!("redis-server ended:\n{log}");
}

impl Drop for Server {
    fn drop(&mut self) {
        // Ended already, where a test killed it.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}
