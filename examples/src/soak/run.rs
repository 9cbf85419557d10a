//! The soak from its start to its end.

use std::error::Error;
use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::sleep;

use super::call::Caught;
use super::client::Client;
use super::evidence::{Evidence, Gates, Recovery, SiteFigures};
use super::heard::Heard;
use super::ledger::Ledger;
use super::metering::Metering;
use super::operator::Operator;
use super::pulse::{Latest, Pulse};
use super::rest::LiveNow;
use super::server::Servers;
use super::show::Show;
use super::workers::{Worker, Workers};
use super::{AtRest, Form, Live, Options, Plan, operator, panics, recovery, system};
use crate::style::Style;

/// A person reads each line.
const LINE: Duration = Duration::from_secs(5);

/// The warm-up is a fifth of the time, but no longer than this.
const LONGEST_WARM_UP: Duration = Duration::from_secs(60);

/// Before the second phase every task has made fewer calls.
const SECOND: u32 = 1 << 24;

/// Files that are no sockets of the client's or the servers'.
const OTHER_FILES: u64 = 128;

/// More sockets would only be busy with each other.
const MOST_SOCKETS: u64 = 3000;

/// Soaks, and says what is known at the end. Once in a process: the metrics are the process's own.
///
/// # Errors
///
/// Where the servers, the client or the metrics cannot be set up.
pub async fn run(options: Options, style: Style, live: Option<fn() -> Live>) -> Result<Evidence, Box<dyn Error>> {
    panics::quiet();
    let mut soak = Soak::set_up(options, style, live).await?;
    let start = AtRest::now(live);
    let warm_up = (options.time / 5).min(LONGEST_WARM_UP);
    soak.phase(0, warm_up).await?;
    let warm = AtRest::like(start, live).await;
    if let Some(leak) = options.leak {
        leak.happen(&soak.ledger).await?;
    }
    soak.phase(SECOND, options.time.saturating_sub(warm_up)).await?;
    let end = AtRest::like(start, live).await;
    Ok(soak.evidence([start, warm, end]))
}

/// What lasts through both phases.
struct Soak {
    options: Options,
    plan: Plan,
    servers: Servers,
    metering: Metering,
    sockets: usize,
    ledger: Arc<Ledger>,
    heard: Heard,
    caught: Arc<Caught>,
    operator: Option<Operator>,
    recoveries: Vec<Recovery>,
    gates: Gates,
    latest: Latest,
    show: Show,
}

impl Soak {
    async fn set_up(options: Options, style: Style, live: LiveNow) -> Result<Self, Box<dyn Error>> {
        let plan = Plan::new(options.seed);
        let heard = Heard::default();
        resilin::listen(heard.clone()).forever();
        let sockets = sockets();
        introduce(options, sockets, live, style);
        let threads = Handle::current().metrics().num_workers() + 1;
        Ok(Self {
            options,
            plan,
            servers: Servers::start(plan).await?,
            metering: Metering::start()?,
            sockets,
            ledger: Arc::default(),
            heard,
            caught: Arc::default(),
            operator: Some(Operator::new(plan)),
            recoveries: Vec::new(),
            gates: Gates { threads: u64::try_from(threads)?, ..Gates::default() },
            latest: Latest::default(),
            show: Show::new(style),
        })
    }

    /// Everybody calls for so long, and lets go.
    async fn phase(&mut self, first: u32, time: Duration) -> Result<(), Box<dyn Error>> {
        let client = Client::new(self.plan, &self.servers.addresses, self.sockets, Arc::clone(&self.ledger))?;
        let client = Arc::new(client);
        self.servers.be_well(false);
        self.trouble(&client, first, time).await?;
        self.servers.be_well(true);
        // Nobody calls any more: what is opened now is closed by nobody.
        operator::hand_back();
        self.recoveries.push(recovery::recover(&client).await);
        self.gates.add(&client.gate);
        Ok(())
    }

    async fn trouble(&mut self, client: &Arc<Client>, first: u32, time: Duration) -> Result<(), Box<dyn Error>> {
        let (stop, stopped) = watch::channel(false);
        let worker = Worker {
            plan: self.plan,
            client: Arc::clone(client),
            caught: Arc::clone(&self.caught),
            first,
            stop: stopped.clone(),
        };
        let workers = Workers::start(self.options.tasks, &worker);
        drop(worker);
        let operator = self.operator.take().ok_or_else(|| io::Error::other("the operator has left"))?;
        let operating = tokio::spawn(operator.work(stopped));
        let pulse = Pulse::start(Arc::clone(&self.latest));
        self.look_on(time).await;
        stop.send_replace(true);
        self.operator = Some(operating.await?);
        workers.ended(&self.caught).await;
        drop(pulse);
        self.show.line(&self.ledger, &self.heard);
        Ok(())
    }

    async fn look_on(&mut self, time: Duration) {
        let until = Instant::now() + time;
        while Instant::now() < until {
            sleep(LINE.min(until.saturating_duration_since(Instant::now()))).await;
            self.metering.keep_up();
            self.show.line(&self.ledger, &self.heard);
        }
    }

    fn evidence(self, [start, warm, end]: [AtRest; 3]) -> Evidence {
        let scrape = self.metering.read();
        let of = |form| SiteFigures::of(form, &self.ledger, &self.heard, &scrape);
        Evidence {
            sites: Form::ALL.map(of).into(),
            panics: self.caught.all(),
            operated: self.operator.map(|operator| operator.done()).unwrap_or_default(),
            recoveries: self.recoveries,
            gates: self.gates,
            requests: self.servers.requests(),
            restarts: self.servers.restarts(),
            overshoot: self.ledger.overshoot(),
            latest: Duration::from_micros(self.latest.load(Ordering::Relaxed)),
            start,
            warm,
            end,
        }
    }
}

/// Both ends of a connection are files of this process, and some connections wait for their next request.
fn sockets() -> usize {
    let most = system::most_open_files().map_or(MOST_SOCKETS / 10, |most| most.saturating_sub(OTHER_FILES) / 4);
    usize::try_from(most.clamp(1, MOST_SOCKETS)).unwrap_or(1)
}

fn introduce(options: Options, sockets: usize, live: LiveNow, style: Style) {
    let Options { time, tasks, seed, leak } = options;
    println!(
        "{}",
        style.strong(format_args!("{tasks} tasks, {:.1} minutes, seed {seed}", time.as_secs_f64() / 60.0))
    );
    let files = system::most_open_files().map_or("an unknown number of".to_owned(), |most| most.to_string());
    println!("  the process may have {files} files open: {sockets} sockets at a time");
    if system::resident().is_none() {
        println!("  memory and open files: not known here");
    }
    if live.is_none() {
        println!("  allocations: not known here");
    }
    if let Some(leak) = leak {
        println!("  {}", style.bad(format_args!("something is lost on purpose: {leak:?}")));
    }
    println!();
}
