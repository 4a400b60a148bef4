//! The program from outside: the order of its rooms, its goldens, its commands, its safety.

mod anything;
mod golden;
mod ladder;
mod linear;
