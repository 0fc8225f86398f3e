//! The languages of the table scanner, one table per file.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use crate::table::{CompiledTable, LanguageTable};

mod c;
mod cpp;
mod csharp;
mod dart;
mod dockerfile;
mod go;
mod graphql;
mod groovy;
mod hcl;
mod ini;
mod java;
mod kotlin;
mod lua;
mod makefile;
mod nginx;
mod objective_c;
mod perl;
pub(crate) mod php;
mod powershell;
mod protobuf;
mod r;
mod ruby;
mod scala;
mod swift;

/// All tables but that of PHP, which is used inside tags only.
pub(crate) const TABLES: [&LanguageTable; 23] = [
    &c::TABLE,
    &cpp::TABLE,
    &csharp::TABLE,
    &dart::TABLE,
    &dockerfile::TABLE,
    &go::TABLE,
    &graphql::TABLE,
    &groovy::TABLE,
    &hcl::TABLE,
    &ini::TABLE,
    &java::TABLE,
    &kotlin::TABLE,
    &lua::TABLE,
    &makefile::TABLE,
    &nginx::TABLE,
    &objective_c::TABLE,
    &perl::TABLE,
    &powershell::TABLE,
    &protobuf::TABLE,
    &r::TABLE,
    &ruby::TABLE,
    &scala::TABLE,
    &swift::TABLE,
];

/// The tables in use, each compiled when its language is first highlighted.
static COMPILED: [OnceLock<CompiledTable>; TABLES.len()] =
    [const { OnceLock::new() }; TABLES.len()];

/// The index of a table by each of its names.
static INDEXES: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let named = |(index, table): (usize, &&'static LanguageTable)| {
        table.names.iter().map(move |name| (*name, index))
    };
    TABLES.iter().enumerate().flat_map(named).collect()
});

/// Returns the index of the table of a language, whose name must be in lower case.
pub(crate) fn table_index(name: &str) -> Option<usize> {
    INDEXES.get(name).copied()
}

/// Returns a table by its index.
pub(crate) fn compiled_table(index: usize) -> Option<&'static CompiledTable> {
    let language = *TABLES.get(index)?;
    Some(COMPILED.get(index)?.get_or_init(|| CompiledTable::new(language)))
}
