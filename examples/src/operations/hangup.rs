//! SIGHUP: how people tell a program on Unix that its files have changed.

#[cfg(not(unix))]
pub use elsewhere::{Hangups, hang_up};
#[cfg(unix)]
pub use unix::{Hangups, hang_up};

#[cfg(unix)]
mod unix {
    use std::io;
    use std::process::Command;

    use tokio::signal::unix::{Signal, SignalKind, signal};

    /// The signals that this process gets.
    #[derive(Debug)]
    pub struct Hangups(Signal);

    impl Hangups {
        /// From now on a signal does not end the process.
        ///
        /// # Errors
        ///
        /// Where the system does not allow it.
        pub fn new() -> io::Result<Self> {
            signal(SignalKind::hangup()).map(Self)
        }

        /// Waits for one. `None`: there will be no more.
        pub async fn next(&mut self) -> Option<()> {
            self.0.recv().await
        }
    }

    /// What an operator types in a shell.
    ///
    /// # Errors
    ///
    /// Where there is no shell, or it could not.
    pub fn hang_up() -> io::Result<()> {
        let status = Command::new("sh").arg("-c").arg(format!("kill -HUP {}", std::process::id())).status()?;
        if status.success() { Ok(()) } else { Err(io::Error::other("the shell could not send the signal")) }
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use std::io;

    use tokio::sync::Notify;

    static HANGUP: Notify = Notify::const_new();

    /// What stands for the signal where there is none.
    #[derive(Debug)]
    pub struct Hangups(());

    impl Hangups {
        /// Nothing has to be set up.
        ///
        /// # Errors
        ///
        /// None.
        pub fn new() -> io::Result<Self> {
            Ok(Self(()))
        }

        /// Waits for one.
        pub async fn next(&mut self) -> Option<()> {
            HANGUP.notified().await;
            Some(())
        }
    }

    /// What stands for `kill -HUP`.
    ///
    /// # Errors
    ///
    /// None.
    pub fn hang_up() -> io::Result<()> {
        HANGUP.notify_one();
        Ok(())
    }
}
