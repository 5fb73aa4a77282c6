use proxy_api::{Outcome, Verdict};
use tokio::task::JoinSet;

use super::groups::Reach;
use super::*;

const NOW: u64 = 1_800_000_000;

const DONE: Told =
    Told { outcome: Outcome::Answered, verdict: Some(Verdict::Processed), status: Some(200), duration_ms: 7 };

fn digest(text: &str) -> Digest {
    DigestKey::from_secret("test").of([text])
}

fn put(key: &str) -> Change {
    let record = Record { digest: digest("a"), facts: None, at: NOW, told: Some(DONE) };
    Change { key: digest(key), record: Some(record) }
}

fn memory() -> Arc<Store> {
    Arc::new(Store::open(None, NOW).expect("memory is there").0)
}

async fn first(store: &Arc<Store>, key: &str, what: &str, now: u64) -> Claimed {
    match store.claim(digest(key), digest(what), now).await {
        Claim::First(claimed) => claimed,
        _ => panic!("the key is known"),
    }
}

async fn told(store: &Arc<Store>, key: &str, what: &str, now: u64) -> Option<Told> {
    match store.claim(digest(key), digest(what), now).await {
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
    claimed.begin("facts", NOW).await.expect("it is written");
    claimed.end(NOW, DONE).await.expect("it is written");
    claimed.tell(shared);
    assert_eq!(told(&store, "k", "a", NOW + DAY - 1).await, Some(DONE));
}

#[tokio::test]
async fn a_key_for_something_else_is_refused() {
    let store = memory();
    let claimed = first(&store, "k", "a", NOW).await;
    assert!(matches!(store.claim(digest("k"), digest("b"), NOW).await, Claim::Reused));
    claimed.begin("facts", NOW).await.expect("it is written");
    drop(claimed);
    assert!(matches!(store.claim(digest("k"), digest("b"), NOW).await, Claim::Reused));
}

#[tokio::test]
async fn what_was_begun_and_let_go_is_unknown() {
    let store = memory();
    first(&store, "k", "a", NOW).await.begin("facts", NOW).await.expect("it is written");
    assert_eq!(told(&store, "k", "a", NOW).await, Some(UNKNOWN));
}

#[tokio::test]
async fn a_key_of_which_nothing_left_is_free_again() {
    let store = memory();
    drop(first(&store, "k", "a", NOW).await);
    let claimed = first(&store, "k", "a", NOW).await;
    claimed.begin("facts", NOW).await.expect("it is written");
    claimed.forget().await.expect("it is written");
    drop(claimed);
    first(&store, "k", "b", NOW).await;
}

#[tokio::test]
async fn after_a_day_a_key_is_forgotten() {
    let store = memory();
    let claimed = first(&store, "k", "a", NOW).await;
    claimed.end(NOW, DONE).await.expect("it is written");
    drop(claimed);
    first(&store, "k", "b", NOW + DAY).await;
    // Another key's change takes the old one out of the file.
    first(&store, "l", "a", NOW + DAY).await.begin("facts", NOW + DAY).await.expect("it is written");
    // That is done behind the answer, and before the next one.
    first(&store, "m", "a", NOW + DAY).await.begin("facts", NOW + DAY).await.expect("it is written");
    assert!(store.table.read().expect("nothing broke").get(digest("k")).is_none());
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
    claimed.end(NOW, DONE).await.expect("it is written");
    claimed.tell(shared);
    for other in others {
        let claim = other.await.expect("it ends");
        assert!(matches!(claim, Claim::Shared(_) | Claim::Told(DONE)));
    }
}

/// What writes has the file until it ends.
async fn reopened(path: &Path, now: u64) -> (Arc<Store>, Vec<String>) {
    loop {
        match Store::open(Some(path), now) {
            Ok((store, lost)) => return (Arc::new(store), lost),
            Err(_) => tokio::task::yield_now().await,
        }
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
    claimed.end(NOW, DONE).await.expect("it is written");
    drop(claimed);
    first(&store, "l", "a", NOW).await.begin("two", NOW).await.expect("it is written");
    drop(store);
    let (store, lost) = reopened(&path, NOW).await;
    assert_eq!(lost, ["two"]);
    assert_eq!(store.digest_key().of(["x"]), of_key);
    assert_eq!(told(&store, "k", "a", NOW).await, Some(DONE));
    assert_eq!(told(&store, "l", "a", NOW).await, Some(UNKNOWN));
}

#[tokio::test]
async fn a_file_forgets_after_a_day_and_gives_the_room_back() {
    const N_KEYS: u64 = 5000;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    let n_bytes = || std::fs::metadata(&path).expect("it is there").len();
    let (store, _) = reopened(&path, NOW).await;
    let mut written = JoinSet::new();
    for n in 0..N_KEYS {
        let store = Arc::clone(&store);
        let change = put(&n.to_string());
        written.spawn(async move { store.writer.write(change).await });
    }
    written.join_all().await.into_iter().for_each(|written| written.expect("it is written"));
    drop(store);
    drop(reopened(&path, NOW + DAY - 1).await);
    assert!(n_bytes() > N_KEYS * 100);
    drop(reopened(&path, NOW + DAY).await);
    assert!(n_bytes() < N_KEYS * 20, "{}", n_bytes());
}

#[test]
fn what_is_free_again_takes_no_room() {
    let groups = disk::Disk::default().groups().expect("the disk is good");
    let mut written = Written { table: Arc::default(), groups: Some(groups), n_written: 0, purged: NOW };
    written.put(vec![put("k")]).expect("it is written");
    for _ in 0..11 {
        written.put(vec![Change { key: digest("l"), record: None }; 1000]).expect("it is written");
    }
    written.purge(NOW).expect("it is written");
    let mut table = Table::default();
    let mut n_groups = 0;
    let read = written.groups.expect("it has them").read(|_, group| {
        n_groups += 1;
        table.read(group).map(|_| ()).map_err(|error| error.to_string())
    });
    assert_eq!((read, n_groups, written.n_written, table.len()), (Ok(()), 1, 1, 1));
}

#[test]
fn a_group_that_cannot_be_read_is_named() {
    let disk = disk::Disk::default();
    disk.groups().and_then(|mut groups| groups.append(b"[", Reach::System)).expect("it is written");
    let refused = disk.store(NOW).map(|_| ()).expect_err("it is not read");
    assert!(refused.to_string().contains("group 1 cannot be read"), "{refused}");
}

#[test]
fn a_file_of_an_earlier_form_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    std::fs::write(&path, b"redb\x1a\x0a\xa9\x0d\x0a").expect("it is written");
    let refused = Store::open(Some(&path), NOW).map(|_| ()).expect_err("it is not read");
    assert!(refused.to_string().contains("an earlier version wrote it"), "{refused}");
}

#[tokio::test]
async fn a_file_that_is_open_is_refused_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    let (_store, _) = Store::open(Some(&path), NOW).expect("it opens");
    let refused = Store::open(Some(&path), NOW).map(|_| ()).expect_err("somebody has it");
    assert!(refused.to_string().contains("locked"), "{refused}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    Store::open(Some(&path), NOW).expect("it opens");
    let mode = std::fs::metadata(&path).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
