//! `tungstenite::Error`.

use std::error::Error as StdError;
use std::io::{self, ErrorKind};

use http::Response;
use resilin_policy::Class;
use tokio_tungstenite::tungstenite::error::{Error, ProtocolError, UrlError};

use crate::{Classify, Fault, http_1};

impl Classify for Error {
    /// | error | class |
    /// | --- | --- |
    /// | `ConnectionClosed`, `AlreadyClosed` | `network`: the connection is over; another one mends it |
    /// | `Io` | as the I/O error, hence a refused connection is not processed; `network` where that says `unknown` and where data is wrong (rustls tells broken TLS so) |
    /// | `Tls` | `network` |
    /// | `Http`: the handshake was answered with another status than 101 | as [`http_1::fault`], `Retry-After` included; `client` below 400 |
    /// | `Protocol` | as [`ProtocolError`] |
    /// | `WriteBufferFull` | `overload`: the peer does not read. The message comes back, so it is not processed |
    /// | `Utf8`, `AttackAttempt` | `invalid` |
    /// | `Capacity` (larger than the own limits), `HttpFormat` | `client` |
    /// | `Url` | `network` where it cannot be connected to, else `client` |
    fn classify(&self) -> Fault {
        match self {
            Self::Io(error) => of_io(error),
            Self::Protocol(error) => error.classify(),
            Self::Http(response) => of_handshake(response),
            Self::WriteBufferFull(_) => Fault::new(Class::OVERLOAD).not_processed(),
            // "Unable to connect" may have been a timeout: no proof.
            Self::ConnectionClosed
            | Self::AlreadyClosed
            | Self::Tls(_)
            | Self::Url(UrlError::UnableToConnect(_)) => Fault::new(Class::NETWORK),
            Self::Utf8(_) | Self::AttackAttempt => Fault::new(Class::INVALID),
            Self::Capacity(_) | Self::Url(_) | Self::HttpFormat(_) => Fault::new(Class::CLIENT),
        }
    }
}

impl Classify for ProtocolError {
    /// | error | class |
    /// | --- | --- |
    /// | `HandshakeIncomplete`, `ResetWithoutClosingHandshake`, `SendAfterClosing` | `network`: the peer is gone |
    /// | a handshake that this side got wrong, or whose subprotocol the peer does not have | `client` |
    /// | the rest: what the peer sent breaks the protocol | `invalid` |
    fn classify(&self) -> Fault {
        Fault::new(of_protocol(self))
    }
}

/// The fault of an error on a source chain, where it is one of tungstenite's.
pub(crate) fn fault_of(error: &(dyn StdError + 'static)) -> Option<Fault> {
    let own = error.downcast_ref().map(Error::classify);
    own.or_else(|| error.downcast_ref().map(ProtocolError::classify))
}

fn of_io(error: &io::Error) -> Fault {
    let fault = error.classify();
    match fault.class() {
        // A name that does not resolve has no kind of its own.
        Class::UNKNOWN => Fault::new(Class::NETWORK),
        // As `Tls`, which other libraries report it as. `NotFound` is no peer's: the root certificates are missing.
        Class::CLIENT if error.kind() == ErrorKind::InvalidData => Fault::new(Class::NETWORK),
        _ => fault,
    }
}

/// A server that answers a handshake with success, or sends it elsewhere, will do so again.
fn of_handshake<B>(response: &Response<B>) -> Fault {
    http_1::fault(response.status(), response.headers()).unwrap_or(Fault::new(Class::CLIENT))
}

const fn of_protocol(error: &ProtocolError) -> Class {
    use ProtocolError as P;
    match error {
        P::HandshakeIncomplete | P::ResetWithoutClosingHandshake | P::SendAfterClosing => Class::NETWORK,
        P::WrongHttpMethod
        | P::WrongHttpVersion
        | P::MissingSecWebSocketVersionHeader
        | P::MissingSecWebSocketKey
        | P::InvalidSecWebSocketKey
        | P::InvalidHeader(_)
        | P::JunkAfterRequest
        | P::CustomResponseSuccessful
        | P::SecWebSocketSubProtocolError(_) => Class::CLIENT,
        P::MissingConnectionUpgradeHeader
        | P::MissingUpgradeWebSocketHeader
        | P::SecWebSocketAcceptKeyMismatch
        | P::HttparseError(_)
        | P::ReceivedAfterClosing
        | P::NonZeroReservedBits
        | P::UnmaskedFrameFromClient
        | P::MaskedFrameFromServer
        | P::FragmentedControlFrame
        | P::ControlFrameTooBig
        | P::UnknownControlFrameType(_)
        | P::UnknownDataFrameType(_)
        | P::UnexpectedContinueFrame
        | P::ExpectedFragment(_)
        | P::InvalidOpcode(_)
        | P::InvalidCloseSequence => Class::INVALID,
    }
}
