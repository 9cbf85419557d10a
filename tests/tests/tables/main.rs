//! Tables in calls: what each class of failure gets, who decides it, and what a breaker makes of it.

mod attributes;
mod blocks;
mod breakers;
mod common;
mod counts;
mod definitions;
mod limits;
mod precedence;
mod redefined;
mod refined;
mod spread;
mod standard;
mod undefined;
