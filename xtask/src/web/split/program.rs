//! A program as functions that call each other.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result, bail};
use walrus::ir::{Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, Element, ElementItems, ElementKind, ExportItem, FunctionId, FunctionKind, LocalFunction, Module,
    ModuleConfig, TableId,
};

/// A program in parts that can be changed; it is written without names.
pub struct Program {
    /// The program.
    pub module: Module,
    /// Its functions by their index in the file, which is the same however often it is read.
    pub functions: Vec<FunctionId>,
}

impl Program {
    /// Reads one.
    ///
    /// # Errors
    ///
    /// The file is no sound program.
    pub fn read(wasm: &[u8]) -> Result<Self> {
        let functions = Arc::new(Mutex::new(Vec::new()));
        let found = Arc::clone(&functions);
        let module = ModuleConfig::new()
            .strict_validate(false)
            .generate_name_section(false)
            .generate_producers_section(false)
            .on_parse(move |_, ids| {
                if let Ok(mut found) = found.lock() {
                    found.extend((0..).map_while(|index| ids.get_func(index).ok()));
                }
                Ok(())
            })
            .parse(wasm)?;
        let functions = functions
            .lock()
            .map_or_else(|_| Vec::new(), |mut all| std::mem::take(&mut *all));
        Ok(Self { module, functions })
    }

    /// The index of each function.
    pub fn indices(&self) -> BTreeMap<FunctionId, usize> {
        self.functions
            .iter()
            .enumerate()
            .map(|(index, id)| (*id, index))
            .collect()
    }

    /// The functions in the function table, by their place.
    ///
    /// # Errors
    ///
    /// There is none, or it is filled in a way that is not known here.
    pub fn slots(&self) -> Result<(TableId, BTreeMap<u32, FunctionId>)> {
        let table = self.module.tables.main_function_table()?.context("no function table")?;
        let mut slots = BTreeMap::new();
        for Element { kind, items, .. } in self.module.elements.iter() {
            let offset = match kind {
                ElementKind::Active { table: of, offset } if *of == table => offset,
                _ => continue,
            };
            let ConstExpr::Value(Value::I32(offset)) = offset else {
                bail!("functions at a place that is not known");
            };
            let functions: Vec<Option<FunctionId>> = match items {
                ElementItems::Functions(functions) => functions.iter().copied().map(Some).collect(),
                ElementItems::Expressions(_, items) => items.iter().map(function).collect(),
            };
            for (place, function) in (offset.cast_unsigned()..).zip(functions) {
                slots.extend(function.map(|function| (place, function)));
            }
        }
        Ok((table, slots))
    }

    /// The functions that are called from outside.
    pub fn entries(&self) -> impl Iterator<Item = FunctionId> {
        let exports = self.module.exports.iter().filter_map(|export| match export.item {
            ExportItem::Function(function) => Some(function),
            _ => None,
        });
        exports.chain(self.module.start)
    }

    /// The functions that a function calls.
    pub fn calls(&self, id: FunctionId) -> Vec<FunctionId> {
        match &self.module.funcs.get(id).kind {
            FunctionKind::Local(function) => calls(function),
            _ => Vec::new(),
        }
    }
}

fn function(item: &ConstExpr) -> Option<FunctionId> {
    match item {
        ConstExpr::RefFunc(function) => Some(*function),
        _ => None,
    }
}

fn calls(function: &LocalFunction) -> Vec<FunctionId> {
    struct Calls(Vec<FunctionId>);
    impl Visitor<'_> for Calls {
        fn visit_function_id(&mut self, function: &FunctionId) {
            self.0.push(*function);
        }
    }
    let mut calls = Calls(Vec::new());
    dfs_in_order(&mut calls, function, function.entry_block());
    calls.0
}
