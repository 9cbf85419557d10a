//! Which amounts of tokens are refused, each alone.

use super::settings_refused;

// Red when: `Tokens::whole(1)` in amount.rs is `Tokens(1)`.
#[test]
fn there_is_a_token_at_least() {
    for value in ["0", "0.999", "0.0001"] {
        settings_refused(
            &format!("tokens = {value}, cost = 0.1"),
            &[(
                value,
                "`tokens` is below 1: there would be nothing to spend",
                "write how many there can be, as in `tokens = 500`",
            )],
        );
    }
    settings_refused("tokens = 1, cost = 1", &[]);
}

// Red when: `> Tokens::default()` in `earned` in amount.rs is `>=`.
#[test]
fn a_success_earns_something() {
    for value in ["0", "0.000"] {
        settings_refused(
            &format!("tokens = 9, earn = {value}"),
            &[(
                value,
                "`earn` is 0: what is spent would never come back",
                "write what a success earns, as in `earn = 1`",
            )],
        );
    }
}

#[test]
fn an_amount_is_not_cut_to_nothing() {
    for setting in ["cost", "timeout_cost", "throttled_cost", "failure_cost", "earn", "above"] {
        let message = format!("`{setting}` is finer than a thousandth: it would be cut to nothing");
        settings_refused(
            &format!("tokens = 9, {setting} = 0.0009"),
            &[("0.0009", &message, "write 0.001 or more")],
        );
    }
    settings_refused("tokens = 9, timeout_cost = 0, throttled_cost = 0.0, failure_cost = 0_0, above = 0.000", &[]);
}

#[test]
fn amounts_are_decimal_numbers() {
    for (setting, entry) in [
        ("cost", "cost = 5"),
        ("timeout_cost", "timeout_cost = 10"),
        ("throttled_cost", "throttled_cost = 5"),
        ("failure_cost", "failure_cost = 1"),
        ("earn", "earn = 1"),
        ("above", "above = 250"),
        ("tokens", "tokens = 500"),
    ] {
        let before = if setting == "tokens" { "" } else { "tokens = 4294967, " };
        let help = format!("write a number, as in `{entry}`");
        let big = format!("`{setting}` is too big: 4294967.295 is the most");
        for (value, message) in [
            ("-1", format!("`{setting}` cannot be negative")),
            ("five", "expected a number of tokens, found `five`".to_owned()),
            ("5s", "expected a number of tokens, found `5s`".to_owned()),
            ("5%", "expected a number of tokens, found `5%`".to_owned()),
            ("1e3", "expected a number of tokens, found `1e3`".to_owned()),
            ("1.2.3", "expected a number of tokens, found `1.2.3`".to_owned()),
            ("10/s", "expected a number of tokens, found `10/s`".to_owned()),
            ("4294967.296", big.clone()),
            ("4294968", big.clone()),
            ("99999999999999999999999999", big),
        ] {
            settings_refused(&format!("{before}{setting} = {value}"), &[(value, &message, &help)]);
        }
    }
}
