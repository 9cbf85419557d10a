//! What a body can do.

use std::io;
use std::ops::ControlFlow;

use resilin::resilient;

use crate::flaky::{Flaky, RESET, spawned};

fn reset() -> io::Error {
    io::ErrorKind::ConnectionReset.into()
}

#[resilient(backoff = none)]
async fn early_returns(flaky: &Flaky) -> io::Result<u32> {
    let answer = flaky.answer().await;
    if let Err(error) = answer {
        return Err(error);
    }
    return answer;
}

#[resilient(backoff = none)]
async fn closures(flaky: &Flaky) -> io::Result<u32> {
    let parse = |text: &str| -> Result<u32, std::num::ParseIntError> {
        if text.is_empty() {
            return Ok(0);
        }
        let number = text.parse::<u32>()?;
        Ok(number)
    };
    let none = || -> Option<u32> { Some(None::<u32>? + 1) };
    assert!(parse("x").is_err() && none().is_none());
    Ok(flaky.answer().await? + parse("").map_err(io::Error::other)?)
}

#[resilient(backoff = none)]
async fn labels(flaky: &Flaky) -> io::Result<u32> {
    let mut rounds = 0;
    let answer = 'outer: loop {
        rounds += 1;
        for round in 0..3 {
            if round == 0 {
                continue;
            }
            if rounds < 2 {
                continue 'outer;
            }
            break 'outer flaky.answer().await?;
        }
    };
    let block = 'block: {
        if answer < 3 {
            break 'block 0;
        }
        answer
    };
    Ok(block)
}

#[resilient(backoff = none)]
async fn every_arm_returns(flaky: &Flaky) -> io::Result<u32> {
    match flaky.answer().await {
        Ok(run) if run > 3 => return Ok(0),
        Ok(run) => return Ok(run),
        Err(error) => return Err(error),
    }
}

#[resilient(backoff = none)]
async fn let_else(flaky: &Flaky) -> io::Result<u32> {
    let Ok(run) = flaky.answer().await else {
        return Err(reset());
    };
    Ok(run)
}

#[allow(clippy::never_loop)] // the way out is the form
#[resilient(backoff = none)]
async fn never_ends_by_its_tail(flaky: &Flaky) -> io::Result<u32> {
    loop {
        match flaky.answer().await {
            Ok(run) => return Ok(run),
            Err(error) => return Err(error),
        }
    }
}

#[resilient(backoff = none)]
async fn only_an_error(flaky: &Flaky) -> io::Result<u32> {
    Err(flaky.run().unwrap_err())
}

#[resilient(backoff = none)]
async fn shadowed(flaky: &Flaky, number: u32) -> io::Result<u32> {
    let flaky = flaky.answer().await?;
    let number = number + flaky;
    let number = number - flaky;
    Ok(flaky + number)
}

#[resilient(backoff = none)]
async fn the_macros_own_names(flaky: &Flaky) -> io::Result<u32> {
    let (__resilient_outcome, __resilient_error, __resilient_kept) = (1, 2, 0);
    let __resilient_fault = flaky.answer().await?;
    Ok(__resilient_fault + __resilient_outcome + __resilient_error + __resilient_kept - 3)
}

#[resilient(backoff = none)]
async fn temporary_in_the_tail(flaky: &std::sync::Mutex<&Flaky>) -> io::Result<u32> {
    tokio::task::yield_now().await;
    flaky.lock().unwrap().run()
}

#[resilient(backoff = none)]
async fn async_block(flaky: &Flaky) -> io::Result<u32> {
    let ask = async move {
        let run = flaky.answer().await?;
        io::Result::Ok(run)
    };
    ask.await
}

#[resilient(backoff = none)]
async fn async_closure(flaky: &Flaky) -> io::Result<u32> {
    let ask = async || flaky.answer().await;
    ask().await
}

#[resilient(backoff = none)]
async fn joined(flaky: &Flaky) -> io::Result<u32> {
    let (run, number) = tokio::join!(flaky.answer(), async { 0 });
    Ok(run? + number)
}

#[resilient(backoff = none)]
async fn selected(flaky: &Flaky) -> io::Result<u32> {
    tokio::select! {
        biased;
        run = flaky.answer() => run,
        () = std::future::pending() => Err(reset()),
    }
}

#[resilient(backoff = none)]
async fn short_circuit(flaky: &Flaky) -> io::Result<u32> {
    let answer = flaky.answer().await?;
    let found =
        (0..9).try_for_each(|it| if it == answer { ControlFlow::Break(it) } else { ControlFlow::Continue(()) });
    match found {
        ControlFlow::Break(it) => Ok(it),
        ControlFlow::Continue(()) => Err(reset()),
    }
}

#[resilient(backoff = none)]
async fn nested(flaky: &Flaky) -> io::Result<u32> {
    inner(flaky).await
}

/// Two of the three failures are behind one call of the outer function.
#[resilient(backoff = none, attempts = 2)]
async fn inner(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient(backoff = none)]
async fn recursive(flaky: &Flaky, depth: u32) -> io::Result<u32> {
    if depth == 0 { flaky.answer().await } else { Box::pin(recursive(flaky, depth - 1)).await }
}

#[resilient(backoff = none)]
async fn guard(flaky: &Flaky, dropped: &mut Vec<u32>) -> io::Result<u32> {
    let _guard = Guard(dropped, flaky.runs());
    flaky.answer().await
}

struct Guard<'a>(&'a mut Vec<u32>, u32);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.0.push(self.1);
    }
}

third_run! {
    returns_early: |flaky| async move { early_returns(&flaky).await };
    closures_with_their_own_returns: |flaky| async move { closures(&flaky).await };
    labelled_loops_and_blocks: |flaky| async move { labels(&flaky).await };
    match_with_returns_only: |flaky| async move { every_arm_returns(&flaky).await };
    let_with_else: |flaky| async move { let_else(&flaky).await };
    endless_loop_with_returns: |flaky| async move { never_ends_by_its_tail(&flaky).await };
    shadowed_arguments: |flaky| async move { shadowed(&flaky, 0).await };
    locals_named_as_the_macros: |flaky| async move { the_macros_own_names(&flaky).await };
    temporary_in_the_tail_expression: |flaky| async move { temporary_in_the_tail(&(&*flaky).into()).await };
    async_move_block: |flaky| async move { async_block(&flaky).await };
    closure_that_is_async: |flaky| async move { async_closure(&flaky).await };
    join_of_futures: |flaky| async move { joined(&flaky).await };
    select_of_futures: |flaky| async move { selected(&flaky).await };
    control_flow: |flaky| async move { short_circuit(&flaky).await };
    recursion: |flaky| async move { recursive(&flaky, 0).await };
    call_of_another_resilient_function: |flaky| async move { nested(&flaky).await };
    values_dropped_by_each_attempt: |flaky| async move {
        let mut dropped = Vec::new();
        let run = guard(&flaky, &mut dropped).await;
        assert_eq!(dropped, [0, 1, 2]);
        run
    };
}

#[tokio::test(flavor = "multi_thread")]
async fn retries_multiply_where_both_functions_are_resilient() {
    let (result, runs) = spawned(u32::MAX, |flaky| async move { nested(&flaky).await }).await;
    assert_eq!((result.unwrap_err().as_str(), runs), (RESET, 3 * 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_level_of_a_recursion_retries() {
    let (result, runs) = spawned(u32::MAX, |flaky| async move { recursive(&flaky, 2).await }).await;
    assert_eq!((result.unwrap_err().as_str(), runs), (RESET, 27));
}

#[tokio::test(flavor = "multi_thread")]
async fn body_that_is_an_error_and_nothing_else() {
    let (result, runs) = spawned(u32::MAX, |flaky| async move { only_an_error(&flaky).await }).await;
    assert_eq!((result.unwrap_err().as_str(), runs), (RESET, 3));
}
