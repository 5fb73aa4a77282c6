//! How each language's own program is found, asked about the syntax, and run.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::server::Server;

/// What stands in for a secret; JSON has to escape it.
pub const SECRET: &str = "a\"b\\c&<d";

/// A language by what runs it.
pub struct Language {
    name: &'static str,
    programs: &'static [&'static str],
}

/// What became of a call.
pub enum Verdict {
    /// It was sent, with this body.
    Sent(Vec<u8>),
    /// The program has something against it.
    Refused(String),
}

const ALL: [Language; 8] = [
    Language { name: "cURL", programs: &["bash"] },
    Language { name: "PowerShell", programs: &["pwsh"] },
    Language { name: "Python", programs: &["python3", "python"] },
    Language { name: "C#", programs: &["mcs"] },
    Language { name: "Java", programs: &["javac"] },
    Language { name: "PHP", programs: &["php"] },
    Language { name: "Node.js", programs: &["node"] },
    Language { name: "Delphi", programs: &["fpc"] },
];

impl Language {
    /// The language of a name.
    pub fn named(name: &str) -> &'static Self {
        ALL.iter().find(|language| language.name == name).unwrap_or_else(|| panic!("nothing is known of {name}"))
    }

    /// Its program, where it is installed.
    pub fn find(&self) -> Option<PathBuf> {
        let path = env::var_os("PATH")?;
        let folders: Vec<PathBuf> = env::split_paths(&path).collect();
        let found = |program: &str| folders.iter().map(|folder| folder.join(program)).find(|file| file.is_file());
        let all_there = match self.name {
            "cURL" => found("curl").is_some(),
            // The compiler alone has no client; its library is a package of its own.
            "C#" => found("mcs").is_some_and(|mcs| mcs.with_file_name("../lib/mono/4.5/System.Net.Http.dll").is_file()),
            _ => true,
        };
        self.programs.iter().find_map(|program| found(program)).filter(|_| all_there)
    }

    /// Checks a file, then runs it.
    pub fn run(&self, program: &Path, file: &Path, server: &Server) -> Verdict {
        let folder = file.parent().expect("it lies in a folder");
        let is = |name: &str| self.name == name;
        let steps: Vec<Vec<&str>> = match self.name {
            "cURL" => vec![vec!["-n", name(file)], vec![name(file)]],
            "Python" => vec![vec!["-m", "py_compile", name(file)], vec![name(file)]],
            "Node.js" => vec![vec!["--check", name(file)], vec![name(file)]],
            "PHP" => vec![vec!["-l", name(file)], vec![name(file)]],
            "Java" => vec![vec!["-encoding", "UTF-8", name(file)]],
            "C#" => vec![vec!["-r:System.Net.Http", name(file)]],
            "Delphi" => vec![vec!["-Mdelphi", "-v0", name(file)]],
            _ => vec![vec!["-NoProfile", "-File", name(file)]],
        };
        if is("Delphi") {
            write_stubs(folder);
        }
        for step in steps {
            if let Err(why) = command(program, &step, folder, server) {
                return Verdict::Refused(why);
            }
        }
        let built = match self.name {
            "Java" => command(&program.with_file_name("java"), &["Chamada"], folder, server),
            "C#" => command(&program.with_file_name("mono"), &["Chamada.exe"], folder, server),
            "Delphi" => command(&folder.join("Chamada"), &[], folder, server),
            _ => Ok(()),
        };
        if let Err(why) = built {
            return Verdict::Refused(why);
        }
        // No client of Delphi's is here: what stands in for it writes down what it was given.
        let sent = if is("Delphi") { std::fs::read(folder.join("body")).ok() } else { server.take() };
        sent.map_or_else(|| Verdict::Refused("nothing was sent".to_owned()), Verdict::Sent)
    }
}

fn name(file: &Path) -> &str {
    file.file_name().and_then(|name| name.to_str()).expect("we named it")
}

fn command(program: &Path, arguments: &[&str], folder: &Path, server: &Server) -> Result<(), String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("DEPSNET_URL", &server.url)
        .env("DEPSNET_TOKEN", SECRET)
        .env_remove("http_proxy")
        .output()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if output.status.success() { Ok(()) } else { Err(said) }
}

/// What Delphi's own library has of what a call uses.
fn write_stubs(folder: &Path) {
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("the file can be written");
    write(
        "System.SysUtils.pas",
        "unit System.SysUtils;\n{$mode delphi}{$codepage utf8}\ninterface\nuses SysUtils;\ntype TEncoding = SysUtils.TEncoding;\nTReplaceFlags = SysUtils.TReplaceFlags;\nconst rfReplaceAll = SysUtils.rfReplaceAll;\nfunction GetEnvironmentVariable(const Name: UnicodeString): UnicodeString;\nfunction StringReplace(const S, A, B: UnicodeString; Flags: TReplaceFlags): UnicodeString;\nimplementation\nfunction GetEnvironmentVariable(const Name: UnicodeString): UnicodeString;\nbegin Result := UTF8Decode(SysUtils.GetEnvironmentVariable(UTF8Encode(Name))); end;\nfunction StringReplace(const S, A, B: UnicodeString; Flags: TReplaceFlags): UnicodeString;\nbegin Result := SysUtils.UnicodeStringReplace(S, A, B, Flags); end;\nend.\n",
    );
    write(
        "System.Classes.pas",
        "unit System.Classes;\n{$mode delphi}\ninterface\nuses SysUtils;\ntype TStringStream = class\n  Text: UnicodeString;\n  constructor Create(const S: UnicodeString; Encoding: TEncoding);\nend;\nimplementation\nconstructor TStringStream.Create(const S: UnicodeString; Encoding: TEncoding);\nbegin Text := S; end;\nend.\n",
    );
    write(
        "System.Net.URLClient.pas",
        "unit System.Net.URLClient;\n{$mode delphi}\ninterface\ntype TNetHeader = record\n  Name, Value: UnicodeString;\n  class function Create(const N, V: UnicodeString): TNetHeader; static;\nend;\nTNetHeaders = array of TNetHeader;\nimplementation\nclass function TNetHeader.Create(const N, V: UnicodeString): TNetHeader;\nbegin Result.Name := N; Result.Value := V; end;\nend.\n",
    );
    write(
        "System.Net.HttpClient.pas",
        "unit System.Net.HttpClient;\n{$mode delphi}\ninterface\nuses SysUtils, System.Classes, System.Net.URLClient;\ntype IHTTPResponse = class\n  StatusCode: Integer;\n  function ContentAsString(Encoding: TEncoding): UnicodeString;\nend;\nTHTTPClient = class\n  function Post(const URL: UnicodeString; Source: TStringStream; Answer: TObject; const Headers: TNetHeaders): IHTTPResponse;\nend;\nimplementation\nfunction IHTTPResponse.ContentAsString(Encoding: TEncoding): UnicodeString;\nbegin Result := 'ok'; end;\nfunction THTTPClient.Post(const URL: UnicodeString; Source: TStringStream; Answer: TObject; const Headers: TNetHeaders): IHTTPResponse;\nvar F: file; B: RawByteString;\nbegin\n  if (URL = '') or (Length(Headers) = 0) or (Headers[0].Name <> 'Content-Type') then Halt(3);\n  B := UTF8Encode(Source.Text);\n  AssignFile(F, 'body'); Rewrite(F, 1);\n  if Length(B) > 0 then BlockWrite(F, B[1], Length(B));\n  CloseFile(F);\n  Result := IHTTPResponse.Create;\nend;\nend.\n",
    );
}
