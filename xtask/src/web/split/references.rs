//! What each function and each piece of data of a linked program refers to by address, as the linker left it in the
//! relocation sections (`--emit-relocs`): the places in the function table, and the data. Calls are not among it, as they can be
//! read off the program itself.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{
    BinaryReader, DataKind, Linking, LinkingSectionReader, Operator, Parser, Payload, RelocSectionReader,
    RelocationEntry, RelocationType, SymbolInfo,
};

/// Addresses that something holds.
#[derive(Debug, Default)]
pub struct Uses {
    /// Places in the function table.
    pub slots: Vec<u32>,
    /// Pieces of data, by their index in [`References::data`].
    pub data: Vec<usize>,
}

/// A piece of data that is used as a whole: one constant or static, or several that overlap.
#[derive(Debug)]
pub struct Piece {
    /// Where it lies in memory.
    pub memory: Range<u32>,
    /// What it refers to.
    pub uses: Uses,
}

/// All references of a program.
#[derive(Debug, Default)]
pub struct References {
    /// Of functions, by their index in the program.
    pub functions: BTreeMap<u32, Uses>,
    /// The data there is, in the order of the memory.
    pub data: Vec<Piece>,
    /// Of data that belongs to no symbol.
    pub loose: Uses,
}

/// What is needed of the file to make sense of its relocations.
#[derive(Default)]
struct Sections<'a> {
    imported_functions: u32,
    code_start: usize,
    /// Of each function that is no import: its body, relative to the code section.
    bodies: Vec<Range<usize>>,
    data_start: usize,
    segments: Vec<Segment<'a>>,
    symbols: Vec<SymbolInfo<'a>>,
    relocations: Vec<(u32, RelocationEntry)>,
    code_section: u32,
    data_section: u32,
    code: &'a [u8],
    data: &'a [u8],
}

struct Segment<'a> {
    address: u32,
    /// Where its bytes begin, relative to the data section.
    start: usize,
    bytes: &'a [u8],
}

impl References {
    /// Reads them from a program as the linker wrote it.
    ///
    /// # Errors
    ///
    /// It was linked without `--emit-relocs`, or is no sound program.
    pub fn read(wasm: &[u8]) -> Result<Self> {
        let sections = Sections::read(wasm)?;
        let (data, piece_of) = sections.pieces()?;
        let mut references = Self {
            data,
            ..Self::default()
        };
        for (section, entry) in &sections.relocations {
            let start = usize::try_from(entry.offset)?;
            let is_code = *section == sections.code_section;
            if !is_code && *section != sections.data_section {
                continue;
            }
            let holder = if is_code {
                let index = sections.bodies.partition_point(|body| body.end <= start);
                let inside = sections.bodies.get(index).is_some_and(|body| body.contains(&start));
                ensure!(inside, "a relocation lies in no function");
                let index = sections.imported_functions + u32::try_from(index)?;
                references.functions.entry(index).or_default()
            } else {
                match references.piece_at(sections.address_of(start)?) {
                    Some(piece) => &mut piece.uses,
                    None => &mut references.loose,
                }
            };
            let bytes = if is_code { sections.code } else { sections.data };
            match entry.ty {
                RelocationType::TableIndexSleb | RelocationType::TableIndexI32 => {
                    holder.slots.push(value(entry, bytes)?);
                }
                RelocationType::MemoryAddrLeb | RelocationType::MemoryAddrSleb | RelocationType::MemoryAddrI32 => {
                    let piece = piece_of.get(&entry.index);
                    holder.data.extend(piece);
                }
                RelocationType::FunctionIndexLeb
                | RelocationType::TypeIndexLeb
                | RelocationType::GlobalIndexLeb
                | RelocationType::EventIndexLeb
                | RelocationType::TableNumberLeb => {}
                other => bail!("a relocation of a kind that is not expected here: {other:?}"),
            }
        }
        Ok(references)
    }

    fn piece_at(&mut self, address: u32) -> Option<&mut Piece> {
        let index = self.data.partition_point(|piece| piece.memory.end <= address);
        self.data.get_mut(index).filter(|piece| piece.memory.contains(&address))
    }
}

impl<'a> Sections<'a> {
    fn read(wasm: &'a [u8]) -> Result<Self> {
        let mut found = Self::default();
        let mut section = 0;
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            match &payload {
                Payload::ImportSection(imports) => {
                    for import in imports.clone().into_imports() {
                        if matches!(import?.ty, wasmparser::TypeRef::Func(_)) {
                            found.imported_functions += 1;
                        }
                    }
                }
                Payload::CodeSectionStart { range, .. } => {
                    found.code_start = range.start;
                    found.code_section = section;
                    found.code = wasm.get(range.clone()).unwrap_or_default();
                }
                Payload::CodeSectionEntry(body) => {
                    let body = body.range();
                    found
                        .bodies
                        .push(body.start - found.code_start..body.end - found.code_start);
                    // Bodies are parts of the code section.
                    continue;
                }
                Payload::DataSection(segments) => {
                    found.data_start = segments.range().start;
                    found.data_section = section;
                    found.data = wasm.get(segments.range()).unwrap_or_default();
                    for segment in segments.clone() {
                        let segment = segment?;
                        found.segments.push(Segment {
                            address: address(&segment.kind)?,
                            start: segment.range.end - segment.data.len() - found.data_start,
                            bytes: segment.data,
                        });
                    }
                }
                Payload::CustomSection(custom) => {
                    let reader = BinaryReader::new(custom.data(), custom.data_offset());
                    if custom.name() == "linking" {
                        for part in LinkingSectionReader::new(reader)?.subsections() {
                            if let Linking::SymbolTable(symbols) = part? {
                                found.symbols = symbols.into_iter().collect::<Result<_, _>>()?;
                            }
                        }
                    } else if custom.name().starts_with("reloc.") {
                        let relocations = RelocSectionReader::new(reader)?;
                        for entry in relocations.entries() {
                            found.relocations.push((relocations.section_index(), entry?));
                        }
                    }
                }
                Payload::Version { .. } | Payload::End(_) => continue,
                _ => {}
            }
            section += 1;
        }
        ensure!(!found.relocations.is_empty(), "it was linked without --emit-relocs");
        Ok(found)
    }

    /// The pieces of data, and which of them each symbol is.
    fn pieces(&self) -> Result<(Vec<Piece>, BTreeMap<u32, usize>)> {
        let mut ranges = Vec::new();
        for (index, symbol) in self.symbols.iter().enumerate() {
            let SymbolInfo::Data {
                symbol: Some(symbol), ..
            } = symbol
            else {
                continue;
            };
            // What is zero at first has no bytes in the file, and so nothing to move.
            let Some(segment) = self.segments.get(usize::try_from(symbol.index)?) else {
                continue;
            };
            if symbol.size > 0 {
                let start = segment.address + symbol.offset;
                ranges.push((start..start + symbol.size, u32::try_from(index)?));
            }
        }
        ranges.sort_by_key(|(range, _)| (range.start, range.end));
        let mut pieces: Vec<Piece> = Vec::new();
        let mut piece_of = BTreeMap::new();
        for (range, symbol) in ranges {
            match pieces.last_mut() {
                Some(last) if range.start < last.memory.end => last.memory.end = last.memory.end.max(range.end),
                _ => pieces.push(Piece {
                    memory: range,
                    uses: Uses::default(),
                }),
            }
            piece_of.insert(symbol, pieces.len() - 1);
        }
        Ok((pieces, piece_of))
    }

    /// Where a byte of the data section ends up in memory.
    fn address_of(&self, offset: usize) -> Result<u32> {
        let index = self.segments.partition_point(|segment| segment.start <= offset);
        let segment = index.checked_sub(1).and_then(|index| self.segments.get(index));
        let segment = segment.context("a relocation lies before all data")?;
        ensure!(
            offset < segment.start + segment.bytes.len(),
            "a relocation lies between two segments"
        );
        Ok(segment.address + u32::try_from(offset - segment.start)?)
    }
}

fn address(kind: &DataKind<'_>) -> Result<u32> {
    let DataKind::Active { offset_expr, .. } = kind else {
        bail!("data that is not put into memory at the start");
    };
    match offset_expr.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        other => bail!("data at an address that is not known: {other:?}"),
    }
}

/// What stands where the relocation is.
fn value(entry: &RelocationEntry, section: &[u8]) -> Result<u32> {
    let bytes = section.get(entry.relocation_range()).context("a relocation outside")?;
    if let (RelocationType::TableIndexI32, &[a, b, c, d]) = (entry.ty, bytes) {
        return Ok(u32::from_le_bytes([a, b, c, d]));
    }
    Ok(BinaryReader::new(bytes, 0).read_var_i32()?.cast_unsigned())
}
