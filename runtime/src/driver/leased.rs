//! Attempts with credentials.

use std::any::type_name;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use pin_project_lite::pin_project;

use super::asynchronous::Async;
use super::blocking::Blocking;
use super::gate::Gate;
use super::session::Session;
use crate::credentials::{LeaseSource, ReadyLeaseSource};
use crate::{Fault, Rejected, clock};

impl<G: Gate> Async<'_, G> {
    /// Waits until the next attempt may run, gets the lease for it, and lets it begin unless the policy refuses.
    ///
    /// # Errors
    ///
    /// The policy refuses it, or there is no lease to be had.
    pub async fn leased<S: LeaseSource + ?Sized>(&mut self, source: &S) -> Result<S::Lease, Rejected> {
        loop {
            Looked { session: self.session() }.await?;
            // Asked for only now: a lease that was asked for before the wait may be over by its end.
            let lease = {
                let _around = self.session().around_lease();
                source.lease()
            };
            self.session().leave();
            let lease = Leasing { session: self.session(), lease }.await?;
            // A place of the quota's is taken only now: a login may need one, too.
            match self.session().reach_quota(clock::of_runtime)? {
                None => return self.session().admit(clock::of_runtime).map(|()| lease),
                Some(wait) if self.session().arm(wait) => {}
                Some(_) => return Err(self.session().refuse_unwaited()),
            }
        }
    }

    /// The call ends with a value.
    pub fn succeeded_with<S: LeaseSource + ?Sized>(&mut self, source: &S, lease: &S::Lease) {
        self.succeeded();
        let _entered = self.session().enter();
        source.succeeded(lease);
    }

    /// Tells of an error, the source of its lease too; `true` if the call is over.
    pub fn gives_up_with<E, S>(&mut self, found: Option<Fault>, _: &E, source: &S, lease: &S::Lease) -> bool
    where
        E: ?Sized,
        S: LeaseSource + ?Sized,
    {
        let mut renew = |fault: &Fault, refresh| source.failed(lease, fault, refresh);
        self.gives_up_as(found, type_name::<E>, Some(&mut renew))
    }

    /// Tells of an attempt that the policy cut or did not accept, the source of its lease first; `true` if there is to be
    /// another one.
    pub fn rejected_with<S: LeaseSource + ?Sized>(
        &mut self,
        rejected: &Rejected,
        source: &S,
        lease: &S::Lease,
    ) -> bool {
        let mut renew = |fault: &Fault, refresh| source.failed(lease, fault, refresh);
        self.rejected_by(rejected, Some(&mut renew))
    }
}

impl<G: Gate> Blocking<'_, G> {
    /// Blocks until the next attempt may run, gets the lease for it, and lets it begin.
    ///
    /// # Errors
    ///
    /// The policy refuses it, or there is no lease to be had.
    pub fn leased<S: ReadyLeaseSource + ?Sized>(&mut self, source: &S) -> Result<S::Lease, Rejected> {
        self.wait();
        loop {
            while let Some(wait) = self.session().look(clock::of_thread)? {
                clock::sleep(wait);
            }
            let lease = {
                let _around = self.session().around_lease();
                source.lease_now()
            };
            self.session().leave();
            let lease = lease.map_err(|rejected| self.session().refuse(rejected))?;
            match self.session().reach_quota(clock::of_thread)? {
                None => return self.session().admit(clock::of_thread).map(|()| lease),
                Some(wait) => clock::sleep(wait),
            }
        }
    }

    /// The call ends with a value.
    pub fn succeeded_with<S: LeaseSource + ?Sized>(&mut self, source: &S, lease: &S::Lease) {
        self.succeeded();
        let _entered = self.session().enter();
        source.succeeded(lease);
    }

    /// Tells of an error, the source of its lease too; `true` if the call is over.
    pub fn gives_up_with<E, S>(&mut self, found: Option<Fault>, _: &E, source: &S, lease: &S::Lease) -> bool
    where
        E: ?Sized,
        S: LeaseSource + ?Sized,
    {
        let mut renew = |fault: &Fault, refresh| source.failed(lease, fault, refresh);
        self.gives_up_as(found, type_name::<E>, Some(&mut renew))
    }

    /// Tells of an attempt that the policy cut or did not accept, the source of its lease first; `true` if there is to be
    /// another one.
    pub fn rejected_with<S: LeaseSource + ?Sized>(
        &mut self,
        rejected: &Rejected,
        source: &S,
        lease: &S::Lease,
    ) -> bool {
        let mut renew = |fault: &Fault, refresh| source.failed(lease, fault, refresh);
        self.rejected_by(rejected, Some(&mut renew))
    }
}

/// The wait before an attempt, and a look at the gates.
struct Looked<'a, 's, G> {
    session: &'a mut Session<'s, G>,
}

impl<G: Gate> Future for Looked<'_, '_, G> {
    type Output = Result<(), Rejected>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.session.poll_until(Session::look, cx)
    }
}

pin_project! {
    /// The wait for a lease, as a part of the call as its body is, and no longer than its deadline.
    struct Leasing<'a, 's, G, F> {
        session: &'a mut Session<'s, G>,
        #[pin]
        lease: F,
    }
}

impl<G: Gate, L, F: Future<Output = Result<L, Rejected>>> Future for Leasing<'_, '_, G, F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let polled = {
            let _around = this.session.around_lease();
            this.lease.poll(cx)
        };
        this.session.leave();
        if let Poll::Ready(lease) = polled {
            this.session.disarm();
            return Poll::Ready(lease.map_err(|rejected| this.session.refuse(rejected)));
        }
        ready!(this.session.poll_end(Session::time_for_call, cx));
        Poll::Ready(Err(this.session.refuse(Rejected::DeadlineExceeded)))
    }
}
