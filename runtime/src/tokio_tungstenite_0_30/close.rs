//! Why a peer closed the connection.

use std::time::Duration;

use resilin_policy::Class;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

use crate::{Classify, Fault};

/// What 1012 asks for: "a randomized delay of 5 - 30 s". The policy's jitter goes on top.
const AFTER_RESTART: Duration = Duration::from_secs(5);

impl Classify for CloseCode {
    /// After [RFC 6455, 7.4.1](https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1) and
    /// [IANA's registry](https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number).
    ///
    /// | code | class |
    /// | --- | --- |
    /// | 1000 normal, 1001 going away, 1005 none, 1006 abnormal, 1015 TLS | `network` |
    /// | 1002 protocol, 1003 unsupported, 1007 invalid data, 1008 policy, 1009 too big, 1010 extension, 3003 forbidden | `client` |
    /// | 1011 internal error, 1014 bad gateway | `server` |
    /// | 1012 service restart | `network`, come back after 5 s |
    /// | 1013 try again later | `overload` |
    /// | 3000 unauthorized | `auth` |
    /// | 3008 timeout | `timeout` |
    /// | the others: not assigned, or the application's own (4000 to 4999) | `unknown` |
    ///
    /// A close proves nothing about what was sent before it.
    fn classify(&self) -> Fault {
        let fault = Fault::new(class(u16::from(self)));
        if *self == Self::Restart { fault.retry_after(AFTER_RESTART) } else { fault }
    }
}

impl Classify for CloseFrame {
    /// The fault of its code; the reason is for people.
    fn classify(&self) -> Fault {
        self.code.classify()
    }
}

const fn class(code: u16) -> Class {
    match code {
        1000 | 1001 | 1005 | 1006 | 1012 | 1015 => Class::NETWORK,
        1002 | 1003 | 1007..=1010 | 3003 => Class::CLIENT,
        1011 | 1014 => Class::SERVER,
        1013 => Class::OVERLOAD,
        3000 => Class::AUTH,
        3008 => Class::TIMEOUT,
        _ => Class::UNKNOWN,
    }
}
