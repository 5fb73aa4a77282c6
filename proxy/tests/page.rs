//! The server as a browser sees it: asked in memory, over a small page.

use std::collections::BTreeMap;
use std::path::Path;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{Request, Response, StatusCode};
use proxy::config::Config;
use proxy::{AppState, Site, SiteError, router};
use tower::ServiceExt;

const HASHED: &str = "/app-1f2e3d4c5b6a7988.js";

fn small_page() -> Site {
    let script = "console.log('a script that is long enough to be worth compressing');".repeat(4);
    let files = [
        ("index.html", "<!doctype html><title>Gabarito</title>".to_owned()),
        ("app-1f2e3d4c5b6a7988.js", script.clone()),
        ("app-1f2e3d4c5b6a7988.js.br", "as brotli".to_owned()),
        ("app-1f2e3d4c5b6a7988.js.gz", "as gzip".to_owned()),
        ("editor.js", script),
        ("icons/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>".to_owned()),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), Bytes::from(text)));
    Site::from_files(BTreeMap::from(files)).expect("the page has an index")
}

async fn state() -> AppState {
    let config = Config::of_simulator("127.0.0.1:0".parse().expect("an address"), Vec::new());
    AppState::open(config).await.expect("there is nothing to open")
}

async fn ask(request: Request<Body>) -> Response<Body> {
    router(small_page(), state().await).oneshot(request).await.expect("the router never fails")
}

async fn get(path: &str, headers: &[(&str, &str)]) -> Response<Body> {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    ask(request.body(Body::empty()).expect("the request is well formed")).await
}

fn header<'a>(response: &'a Response<Body>, name: &str) -> Option<&'a str> {
    response.headers().get(name).and_then(|value| value.to_str().ok())
}

async fn text(response: Response<Body>) -> String {
    let bytes = to_bytes(response.into_body(), 1 << 20).await.expect("the body is short");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Exactly what Mozilla's HTTP Observatory graded A+ (`cargo xtask bench headers`): grade it again before one of them changes.
#[track_caller]
fn check_strict(response: &Response<Body>) {
    let expected = [
        (
            "content-security-policy",
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; \
             object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
        ),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        (
            "permissions-policy",
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
             microphone=(), midi=(), payment=(), usb=()",
        ),
    ];
    for (name, value) in expected {
        assert_eq!(header(response, name), Some(value), "{name}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_strict_headers() {
    for path in ["/", "/layouts", HASHED, "/editor.js", "/missing.js"] {
        check_strict(&get(path, &[]).await);
    }
    let post = Request::post("/").body(Body::empty()).expect("the request is well formed");
    let refused = ask(post).await;
    assert_eq!(refused.status(), StatusCode::METHOD_NOT_ALLOWED);
    check_strict(&refused);
}

#[tokio::test]
async fn the_root_is_the_page() {
    let response = get("/", &[]).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(header(&response, "content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(header(&response, "cache-control"), Some("no-cache"));
    assert!(text(response).await.contains("<title>Gabarito</title>"));
}

#[tokio::test]
async fn an_address_of_the_app_is_the_page_too() {
    let addresses =
        ["/codigos", "/codigos/V302", "/layouts/", "/layouts/a/b/c", "/layouts/a/b?lang=en", "/layouts/a/v4.00"];
    for path in addresses {
        let response = get(path, &[]).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!(header(&response, "content-type"), Some("text/html; charset=utf-8"), "{path}");
    }
}

#[tokio::test]
async fn an_address_that_the_app_does_not_have_is_the_page_that_says_so() {
    for path in ["/other", "/other/layouts", "/index"] {
        let response = get(path, &[("if-none-match", "*"), ("accept-encoding", "identity")]).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        check_strict(&response);
        assert_eq!(header(&response, "cache-control"), Some("no-cache"), "{path}");
        assert!(text(response).await.contains("<title>Gabarito</title>"), "{path}");
    }
}

#[tokio::test]
async fn a_missing_file_is_missing() {
    let missing = [
        "/app-0000000000000000.js",
        "/icons/other.svg",
        "/layouts/app-0000000000000000.js",
        "/codigos/other.css",
        "/..%2fCargo.toml",
        "/../Cargo.toml",
    ];
    for path in missing {
        let response = get(path, &[]).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        assert_eq!(text(response).await, "", "{path}");
    }
}

#[tokio::test]
async fn files_in_folders_have_their_type() {
    let response = get("/icons/logo.svg", &[]).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(header(&response, "content-type"), Some("image/svg+xml"));
}

#[tokio::test]
async fn only_a_hashed_file_is_kept_for_ever() {
    assert!(header(&get(HASHED, &[]).await, "cache-control").is_some_and(|value| value.contains("immutable")));
    assert_eq!(header(&get("/editor.js", &[]).await, "cache-control"), Some("no-cache"));
}

#[tokio::test]
async fn what_the_build_compressed_is_served_as_it_lies() {
    let br = get(HASHED, &[("accept-encoding", "gzip, deflate, br")]).await;
    assert_eq!(header(&br, "content-encoding"), Some("br"));
    assert_eq!(header(&br, "content-type"), Some("text/javascript; charset=utf-8"));
    assert_eq!(text(br).await, "as brotli");

    let gzip = get(HASHED, &[("accept-encoding", "gzip")]).await;
    assert_eq!(header(&gzip, "content-encoding"), Some("gzip"));
    assert_eq!(text(gzip).await, "as gzip");

    let plain = get(HASHED, &[]).await;
    assert_eq!(header(&plain, "content-encoding"), None);
    assert!(text(plain).await.starts_with("console.log"));
}

#[tokio::test]
async fn what_the_build_did_not_compress_is_compressed_on_the_way() {
    for encoding in ["br", "gzip"] {
        let response = get("/editor.js", &[("accept-encoding", encoding)]).await;
        assert_eq!(header(&response, "content-encoding"), Some(encoding));
        assert!(!text(response).await.starts_with("console.log"));
    }
}

#[tokio::test]
async fn a_compressed_form_is_no_page_of_its_own() {
    assert_eq!(get(&format!("{HASHED}.br"), &[]).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_unchanged_file_is_not_sent_again() {
    let first = get("/editor.js", &[]).await;
    let etag = header(&first, "etag").expect("every file has a tag").to_owned();
    let second = get("/editor.js", &[("if-none-match", &etag)]).await;
    assert_eq!(second.status(), StatusCode::NOT_MODIFIED);
    check_strict(&second);
    assert_eq!(text(second).await, "");
}

#[tokio::test]
async fn head_answers_without_a_body() {
    let head = Request::head("/").body(Body::empty()).expect("the request is well formed");
    let response = ask(head).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(text(response).await, "");
}

#[test]
fn a_page_that_was_not_built_is_said_so() {
    let missing = Site::from_folder(Path::new("no-such-folder"));
    assert!(matches!(missing, Err(SiteError::NoFolder(path)) if path == Path::new("no-such-folder")));

    let empty = tempfile::tempdir().expect("a folder for the test");
    assert!(matches!(Site::from_folder(empty.path()), Err(SiteError::NoIndex)));
}

#[tokio::test]
async fn a_page_is_read_from_its_folder() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    std::fs::create_dir(folder.path().join("icons")).expect("a folder inside it");
    for (path, text) in [("index.html", "<!doctype html>"), ("icons/logo.svg", "<svg/>")] {
        std::fs::write(folder.path().join(path), text).expect("a file inside it");
    }
    let site = Site::from_folder(folder.path()).expect("the page is complete");
    let request = Request::get("/icons/logo.svg").body(Body::empty()).expect("the request is well formed");
    let response = router(site, state().await).oneshot(request).await.expect("the router never fails");
    assert_eq!(text(response).await, "<svg/>");
}

/// Runs where the page was built before: `cargo xtask test` does.
#[cfg(feature = "embed")]
#[tokio::test]
async fn the_page_inside_the_executable_is_served() {
    let site = Site::embedded().expect("the built page has an index");
    let request = Request::get("/").header("accept-encoding", "br").body(Body::empty());
    let response = router(site, state().await).oneshot(request.expect("the request is well formed")).await;
    let response = response.expect("the router never fails");
    check_strict(&response);
    assert_eq!(header(&response, "content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(header(&response, "content-encoding"), Some("br"));
}
