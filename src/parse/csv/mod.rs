//! Parses tables of separated values: RFC 4180, with the separators that spreadsheets write.
//!
//! A file becomes a [`CsvTable`] of a header and rows, and diagnostics for what cannot be read. All
//! ranges are positions in the file. A row whose cells may be in other columns than they were meant
//! for is marked, so that what follows from that is not reported as well.

mod cell;
mod parser;
mod separator;
mod shape;
mod table;

pub use cell::{CellSourceMap, CsvCell};
pub use table::{CsvRow, CsvTable};
