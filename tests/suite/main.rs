//! The program from outside: the order of its rooms, its goldens, its commands, its safety.

mod anything;
mod archive;
mod commands;
mod corpus;
mod countries;
mod golden;
mod kill;
mod ladder;
mod linear;
mod quality;
mod renewal;
mod skips;
