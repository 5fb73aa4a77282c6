use super::*;

const NOW: u64 = 1_800_000_000;

const DONE: Told =
    Told { outcome: Outcome::Answered, verdict: Some(Verdict::Processed), status: Some(200), duration_ms: 7 };

fn digest(text: &str) -> Digest {
    DigestKey::from_secret("test").of([text])
}

fn memory() -> Arc<Store> {
    Arc::new(Store::open(None, NOW).expect("memory is there").0)
}

async fn first(store: &Arc<Store>, key: &str, what: &str, now: u64) -> Claimed {
    match store.claim(digest(key), digest(what), now).await.expect("it can be read") {
        Claim::First(claimed) => claimed,
        _ => panic!("the key is known"),
    }
}

async fn told(store: &Arc<Store>, key: &str, what: &str, now: u64) -> Option<Told> {
    match store.claim(digest(key), digest(what), now).await.expect("it can be read") {
        Claim::Told(told) => Some(told),
        _ => None,
    }
}

fn shared() -> Shared {
    Arc::new(SendResponse {
        outcome: Outcome::Answered,
        verdict: None,
        status: None,
        duration_ms: 0,
        answer: None,
        diagnostics: FileReport::default(),
        not_sent: None,
        to_confirm: Vec::new(),
        to_configure: Vec::new(),
        natural_key: Vec::new(),
        repeated: false,
    })
}

#[tokio::test]
async fn what_was_told_is_told_again() {
    let store = memory();
    let claimed = first(&store, "k", "a", NOW).await;
    claimed.begin("call", NOW).await.expect("it is written");
    claimed.end("call", NOW, DONE).await.expect("it is written");
    claimed.tell(shared);
    assert_eq!(told(&store, "k", "a", NOW + DAY - 1).await, Some(DONE));
}

#[tokio::test]
async fn a_key_for_something_else_is_refused() {
    let store = memory();
    let claimed = first(&store, "k", "a", NOW).await;
    assert!(matches!(store.claim(digest("k"), digest("b"), NOW).await, Ok(Claim::Reused)));
    claimed.begin("call", NOW).await.expect("it is written");
    drop(claimed);
    assert!(matches!(store.claim(digest("k"), digest("b"), NOW).await, Ok(Claim::Reused)));
}

#[tokio::test]
async fn what_was_begun_and_let_go_is_unknown() {
    let store = memory();
    first(&store, "k", "a", NOW).await.begin("call", NOW).await.expect("it is written");
    assert_eq!(told(&store, "k", "a", NOW).await, Some(UNKNOWN));
}

#[tokio::test]
async fn a_key_of_which_nothing_left_is_free_again() {
    let store = memory();
    drop(first(&store, "k", "a", NOW).await);
    let claimed = first(&store, "k", "a", NOW).await;
    claimed.begin("call", NOW).await.expect("it is written");
    claimed.forget().await.expect("it is written");
    drop(claimed);
    first(&store, "k", "b", NOW).await;
}

#[tokio::test]
async fn after_a_day_a_key_is_forgotten() {
    let store = memory();
    let claimed = first(&store, "k", "a", NOW).await;
    claimed.end("call", NOW, DONE).await.expect("it is written");
    drop(claimed);
    first(&store, "k", "b", NOW + DAY).await;
    // Another key's change takes the old one out of the file.
    first(&store, "l", "a", NOW + DAY).await.begin("call", NOW + DAY).await.expect("it is written");
    assert_eq!(store.read(digest("k")).expect("it can be read"), None);
}

#[tokio::test]
async fn whoever_comes_second_waits_for_the_first() {
    let store = memory();
    let claimed = first(&store, "k", "a", NOW).await;
    let others: Vec<_> = (0..200)
        .map(|_| {
            let store = Arc::clone(&store);
            tokio::spawn(async move { store.claim(digest("k"), digest("a"), NOW).await })
        })
        .collect();
    tokio::task::yield_now().await;
    claimed.end("call", NOW, DONE).await.expect("it is written");
    claimed.tell(shared);
    for other in others {
        let claim = other.await.expect("it ends").expect("it can be read");
        assert!(matches!(claim, Claim::Shared(_) | Claim::Told(DONE)));
    }
}

#[tokio::test]
async fn a_file_remembers() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    let (store, lost) = Store::open(Some(&path), NOW).expect("it opens");
    assert_eq!(lost, Vec::<String>::new());
    let store = Arc::new(store);
    let of_key = store.digest_key().of(["x"]);
    let claimed = first(&store, "k", "a", NOW).await;
    claimed.end("one", NOW, DONE).await.expect("it is written");
    drop(claimed);
    first(&store, "l", "a", NOW).await.begin("two", NOW).await.expect("it is written");
    drop(store);
    // The thread that writes has the file until it ends.
    let (store, lost) = loop {
        match Store::open(Some(&path), NOW) {
            Ok(opened) => break opened,
            Err(_) => tokio::task::yield_now().await,
        }
    };
    let store = Arc::new(store);
    assert_eq!(lost, ["two"]);
    assert_eq!(store.digest_key().of(["x"]), of_key);
    assert_eq!(told(&store, "k", "a", NOW).await, Some(DONE));
    assert_eq!(told(&store, "l", "a", NOW).await, Some(UNKNOWN));
}

#[cfg(unix)]
#[test]
fn a_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    Store::open(Some(&path), NOW).expect("it opens");
    let mode = std::fs::metadata(&path).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
