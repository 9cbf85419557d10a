//! What is wrong with a block is told once, at the block; what is wrong with one method, at that method.

use resilin::resilient;

type ApiResult = Result<u32, resilin::Error<std::io::Error>>;

pub struct Client {
    pub tenant: String,
}

#[resilient(policy = "raeds", breaker = "apii")]
impl Client {
    pub async fn ticker(&self) -> ApiResult {
        Ok(1)
    }

    #[resilient(attempts = 2)]
    pub async fn order(&self) -> ApiResult {
        Ok(2)
    }
}

#[resilient(policy = "reads", timeout = "10s")]
impl Client {
    pub async fn trades(&self) -> ApiResult {
        Ok(3)
    }

    #[resilient(policy = "once")]
    pub async fn order_once(&self) -> ApiResult {
        Ok(4)
    }
}

#[resilient(policy = "reads")]
impl Client {
    #[resilient(timeout = "20s")]
    pub async fn too_long(&self) -> ApiResult {
        Ok(5)
    }

    #[resilient(policy = "onec")]
    pub async fn misspelt(&self) -> ApiResult {
        Ok(6)
    }
}

#[resilient(policy = "keyed")]
impl Client {
    pub async fn of_host(&self, host: &str) -> ApiResult {
        Ok(host.len().try_into().unwrap_or(7))
    }

    pub async fn of_nothing(&self) -> ApiResult {
        Ok(8)
    }
}
