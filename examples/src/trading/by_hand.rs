//! The same account as it is written first: what fails is done once more, and who finds the session over logs in.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Desk, Fate, Requests, Token, TradingError};

/// An account without policies. What is wrong with it, the exchange's log tells.
#[derive(Debug)]
pub struct ByHand {
    requests: Requests,
    account: &'static str,
    token: Mutex<Option<Arc<Token>>>,
}

/// What is asked of the exchange.
enum Ask<'a> {
    Balance,
    Order(&'a str),
}

impl ByHand {
    /// An account that logs in with its first call.
    pub fn new(requests: Requests, account: &'static str) -> Self {
        Self { requests, account, token: Mutex::default() }
    }

    async fn ask_twice(&self, ask: Ask<'_>) -> Result<(), TradingError> {
        match self.ask(&ask).await {
            Ok(()) => Ok(()),
            Err(TradingError::SessionOver) => {
                self.log_in().await?;
                self.ask(&ask).await
            }
            Err(_) => self.ask(&ask).await,
        }
    }

    async fn ask(&self, ask: &Ask<'_>) -> Result<(), TradingError> {
        let token = self.token().await?;
        match ask {
            Ask::Balance => self.requests.balance(&token).await.map(drop),
            Ask::Order(order) => self.requests.order(&token, order, None).await,
        }
    }

    async fn token(&self) -> Result<Arc<Token>, TradingError> {
        let token = self.known().clone();
        match token {
            Some(token) => Ok(token),
            None => self.log_in().await,
        }
    }

    async fn log_in(&self) -> Result<Arc<Token>, TradingError> {
        let (token, _) = self.requests.log_in(self.account).await?;
        Ok(Arc::clone(self.known().insert(Arc::new(token))))
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Option<Arc<Token>>> {
        self.token.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk for ByHand {
    async fn balance(&self) -> Result<(), TradingError> {
        self.ask_twice(Ask::Balance).await
    }

    async fn place(&self, order: &str) -> Fate {
        match self.ask_twice(Ask::Order(order)).await {
            Ok(()) => Fate::Placed,
            Err(error) => Fate::NotPlaced(error),
        }
    }

    async fn watch(&self) -> Result<(), TradingError> {
        let mut ticks = self.requests.ticks(&*self.token().await?).await?;
        while ticks.chunk().await?.is_some() {}
        Ok(())
    }
}
