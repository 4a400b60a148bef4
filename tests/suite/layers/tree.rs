//! The modules of the crate, what each file uses of others, and what goes against the order.

use super::source::{Origin, declared, paths, tokens, uses, without_tests};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Modules of one layer, which do not know one another, whichever is listed first.
const INDEPENDENT: &[&str] = &["corpus", "annotate", "query"];

/// One file's use of another.
#[derive(Debug)]
pub(super) struct Import<'a> {
    pub(super) from: &'a str,
    /// The line of the first such use.
    pub(super) line: usize,
    pub(super) to: &'a str,
    /// What is wrong with it, if it goes against the order.
    pub(super) against: Option<String>,
}

/// The modules of the crate, each one file, as the files declare them.
pub(super) struct Tree<'a> {
    /// The first is the root.
    pub(super) modules: Vec<Module<'a>>,
}

pub(super) struct Module<'a> {
    pub(super) name: &'a str,
    /// Below `src/`.
    pub(super) file: &'a str,
    parent: usize,
    /// In the order of the `mod` lines.
    pub(super) children: Vec<usize>,
    /// What each name that the file imports stands for, as it is written.
    bindings: HashMap<&'a str, Vec<&'a str>>,
    /// Every path in the file, with its line; those of `use` items in full.
    paths: Vec<(usize, Vec<&'a str>, Origin)>,
}

enum Target {
    Module(usize),
    /// Something defined in this module's file.
    Item(usize),
}

impl<'a> Tree<'a> {
    pub(super) fn new(sources: impl Iterator<Item = (&'a str, &'a str)>) -> Tree<'a> {
        let sources: BTreeMap<&str, &str> = sources.collect();
        let mut tree = Tree {
            modules: Vec::new(),
        };
        tree.add("", "lib.rs", 0, &sources);
        tree
    }

    fn add(
        &mut self,
        name: &'a str,
        file: &'a str,
        parent: usize,
        sources: &BTreeMap<&'a str, &'a str>,
    ) {
        let tokens = without_tests(&tokens(sources[file]));
        let own = self.modules.len();
        self.modules.push(Module {
            name,
            file,
            parent,
            children: Vec::new(),
            bindings: HashMap::new(),
            paths: paths(&tokens),
        });
        for path in &uses(&tokens) {
            let [.., last] = path.0[..] else { continue };
            self.modules[own]
                .bindings
                .insert(path.1.unwrap_or(last), path.0.clone());
        }
        let folder = file
            .strip_suffix("lib.rs")
            .or(file.strip_suffix("mod.rs"))
            .unwrap_or("");
        for child in declared(&tokens) {
            let single = format!("{folder}{child}.rs");
            let nested = format!("{folder}{child}/mod.rs");
            let found = sources
                .keys()
                .find(|path| **path == single || **path == nested);
            let Some(&path) = found else {
                panic!("{file} declares `{child}`, which has no file")
            };
            let place = self.modules.len();
            self.modules[own].children.push(place);
            self.add(child, path, own, sources);
        }
    }

    /// Returns each file's use of each other file once.
    pub(super) fn imports(&self) -> Vec<Import<'a>> {
        let mut imports = BTreeMap::new();
        for (from, module) in self.modules.iter().enumerate() {
            for (line, path, role) in &module.paths {
                let to = match self.resolve(from, path, 0) {
                    Some(Target::Item(to)) => to,
                    // A module that is only named is counted where its items are.
                    Some(Target::Module(to)) if *role == Origin::Inline => to,
                    _ => continue,
                };
                if to != from {
                    imports.entry((from, to)).or_insert(*line);
                }
            }
        }
        imports
            .into_iter()
            .map(|((from, to), line)| Import {
                from: self.modules[from].file,
                line,
                to: self.modules[to].file,
                against: self.against(from, to),
            })
            .collect()
    }

    /// Returns what a path stands for; `None` for other crates.
    fn resolve(&self, start: usize, path: &[&str], depth: usize) -> Option<Target> {
        let (mut at, mut rest) = (start, path);
        if depth > 16 {
            return None;
        }
        let mut is_first = true;
        while let [name, after @ ..] = rest {
            let module = &self.modules[at];
            let child = module
                .children
                .iter()
                .find(|child| self.modules[**child].name == *name);
            match (*name, child) {
                ("crate", _) if is_first => at = 0,
                ("self", _) => {}
                ("super", _) => at = module.parent,
                (_, Some(child)) => at = *child,
                (name, None) => match module.bindings.get(name) {
                    Some(bound) if bound[..] != [name] => {
                        match self.resolve(at, bound, depth + 1)? {
                            Target::Module(bound) => at = bound,
                            item => return Some(item),
                        }
                    }
                    _ if is_first => return None,
                    _ => return Some(Target::Item(at)),
                },
            }
            rest = after;
            is_first = false;
        }
        Some(Target::Module(at))
    }

    /// Returns the modules from the root's child down to this one.
    fn ancestry(&self, mut at: usize) -> Vec<usize> {
        let mut modules = Vec::new();
        while at != 0 {
            modules.push(at);
            at = self.modules[at].parent;
        }
        modules.reverse();
        modules
    }

    /// Returns why one module may not use what another's file defines.
    fn against(&self, from: usize, to: usize) -> Option<String> {
        let (own, other) = (self.ancestry(from), self.ancestry(to));
        let common = own
            .iter()
            .zip(&other)
            .take_while(|(own, other)| own == other)
            .count();
        if common == own.len() {
            return None;
        }
        if common == other.len() {
            return Some(format!(
                "uses what is defined above it, in `{}`",
                self.modules[to].file
            ));
        }
        let (own, other) = (own[common], other[common]);
        let (name, used) = (self.modules[own].name, self.modules[other].name);
        let parent = &self.modules[self.modules[own].parent];
        let place = |module| parent.children.iter().position(|child| *child == module);
        let independent = common == 0 && INDEPENDENT.contains(&name) && INDEPENDENT.contains(&used);
        if place(other) > place(own) {
            return Some(format!(
                "`{name}` uses `{used}`, listed after it in `{}`",
                parent.file
            ));
        }
        independent.then(|| format!("`{name}` and `{used}` do not know one another"))
    }
}

/// Returns the groups of files that import one another in a circle.
pub(super) fn circles<'a>(imports: &[Import<'a>]) -> Vec<BTreeSet<&'a str>> {
    let mut uses: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for import in imports {
        uses.entry(import.from).or_default().insert(import.to);
    }
    let reached = |start: &'a str| {
        let mut reached = BTreeSet::new();
        let mut open = vec![start];
        while let Some(file) = open.pop() {
            for &next in uses.get(file).into_iter().flatten() {
                if reached.insert(next) {
                    open.push(next);
                }
            }
        }
        reached
    };
    let reach: BTreeMap<&str, BTreeSet<&str>> = imports
        .iter()
        .map(|import| (import.from, reached(import.from)))
        .collect();
    let mut circles: Vec<BTreeSet<&str>> = Vec::new();
    for (&file, files) in &reach {
        if files.contains(file) && !circles.iter().any(|circle| circle.contains(file)) {
            let back = |other: &&&str| reach.get(**other).is_some_and(|files| files.contains(file));
            circles.push(files.iter().filter(back).copied().collect());
        }
    }
    circles
}

/// Returns, for each list of modules that is not in layer order, an order that would be.
pub(super) fn suggested_orders(tree: &Tree, imports: &[Import]) -> String {
    let places: HashMap<&str, usize> = tree
        .modules
        .iter()
        .enumerate()
        .map(|(at, module)| (module.file, at))
        .collect();
    let mut orders = String::new();
    for (at, module) in tree.modules.iter().enumerate() {
        let branch = |file: &str| {
            tree.ancestry(places[file])
                .into_iter()
                .find(|branch| tree.modules[*branch].parent == at && *branch != 0)
                .filter(|branch| module.children.contains(branch))
        };
        let uses: BTreeSet<(usize, usize)> = imports
            .iter()
            .filter_map(|import| Some((branch(import.from)?, branch(import.to)?)))
            .filter(|(from, to)| from != to)
            .collect();
        if uses.iter().all(|(from, to)| to < from) {
            continue;
        }
        let mut left = module.children.clone();
        let mut order = Vec::new();
        while !left.is_empty() {
            let is_free = |child: &usize| {
                !uses
                    .iter()
                    .any(|(from, to)| from == child && left.contains(to))
            };
            // Where modules use one another, none is free: that is for their owner to part.
            let Some(next) = left.iter().position(is_free) else {
                break;
            };
            order.push(tree.modules[left.remove(next)].name);
        }
        let stuck: Vec<&str> = left.iter().map(|child| tree.modules[*child].name).collect();
        orders += &format!(
            "src/{}: an order that holds: {}",
            module.file,
            order.join(", ")
        );
        if !stuck.is_empty() {
            orders += &format!("; using one another: {}", stuck.join(", "));
        }
        orders.push('\n');
    }
    orders
}
