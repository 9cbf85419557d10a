impl<T> Fetch for api::Client<T> {
    const PATH: &'static str = "/ticker";
    #[::resilin::resilient(backoff = exp(1s, 2, 60s), timeout = 5s, __type = "Client")]
    async fn ticker(&self) -> Result<Ticker, ApiError> {
        self.get(Self::PATH).await
    }
    #[resilient(attempts = 1, timeout = 5s, __type = "Client")]
    async fn order(&self) -> Result<Receipt, ApiError> {
        self.post("/order").await
    }
    async fn ping(&self) -> Result<(), ApiError> {
        self.post("/ping").await
    }
    #[cfg_attr(
        not(any(all(test))),
        ::resilin::resilient(backoff = exp(1s, 2, 60s), timeout = 5s, __type = "Client")
    )]
    #[cfg_attr(
        test,
        resilient(
            attempts = 2,
            backoff = exp(1s, 2, 60s),
            timeout = 5s,
            __type = "Client"
        )
    )]
    async fn trades(&self) -> Result<Vec<Trade>, ApiError> {
        self.get("/trades").await
    }
    #[resilient(backoff = exp(1s, 2, 60s), __type = "Client")]
    fn symbols(&self) -> Result<Vec<Symbol>, ApiError> {
        self.read()
    }
    fn name(&self) -> &str {
        &self.name
    }
}
