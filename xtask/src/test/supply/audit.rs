//! npm's advisories. The package itself brings nothing along; what `tests/` installs builds and tests it.

use std::process::Command;

use anyhow::Result;
use serde_json::Value;

use super::super::Bench;
use super::super::outcome::Outcome;
use super::json_of;

/// Which severities fail. What is less grave in a tool that runs over the project's own files is printed and waits.
const GRAVE: [&str; 2] = ["high", "critical"];

/// Asks npm about everything that is installed in `tests/`.
pub fn run(bench: &Bench<'_>) -> Result<Outcome> {
    let mut command = Command::new("npm");
    command.args(["audit", "--json"]).current_dir(bench.workspace.path("tests"));
    let (_, answer) = json_of(bench, "npm audit", "npm-audit", &mut command)?;
    Ok(to_outcome(answer.as_ref()))
}

/// npm fails for findings and also without an answer: only a report tells the two apart.
fn to_outcome(answer: Option<&Value>) -> Outcome {
    let Some(counts) = answer.and_then(|report| report.get("metadata")?.get("vulnerabilities")?.as_object()) else {
        let status = answer.and_then(|report| report.get("statusCode")?.as_u64());
        let status = status.map_or_else(String::new, |status| format!(" (status {status})"));
        return Outcome::Skipped(format!("offline: the registry gives no audit{status}"));
    };
    let count = |severity: &str| counts.get(severity).and_then(Value::as_u64).unwrap_or_default();
    println!(
        "{} known advisories for the tools of tests/, {} of them grave",
        count("total"),
        GRAVE.map(count).iter().sum::<u64>()
    );
    let packages = answer.and_then(|report| report.get("vulnerabilities")?.as_object()).into_iter().flatten();
    for (name, advisory) in packages {
        println!("  {name}: {}", advisory.get("severity").and_then(Value::as_str).unwrap_or("of unknown severity"));
    }
    Outcome::from(GRAVE.map(count) == [0; 2])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn report(moderate: u64, critical: u64) -> Value {
        let counts =
            json!({"info": 0, "moderate": moderate, "high": 0, "critical": critical, "total": moderate + critical});
        json!({"auditReportVersion": 2, "vulnerabilities": {"a": {"severity": "x"}}, "metadata": {"vulnerabilities": counts}})
    }

    #[test]
    fn a_grave_advisory_fails_and_a_lesser_one_is_printed() {
        assert_eq!(to_outcome(Some(&report(0, 0))), Outcome::Passed);
        assert_eq!(to_outcome(Some(&report(3, 0))), Outcome::Passed);
        assert_eq!(to_outcome(Some(&report(0, 1))), Outcome::Failed);
    }

    #[test]
    fn a_registry_without_an_answer_is_not_a_finding() {
        let refused = json!({"message": "405 Method Not Allowed", "statusCode": 405});
        for answer in [Some(&refused), None] {
            assert!(matches!(to_outcome(answer), Outcome::Skipped(reason) if reason.contains("offline")));
        }
    }
}
