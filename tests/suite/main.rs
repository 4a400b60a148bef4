//! The program from outside: the order of its modules, its goldens, its commands, its safety.

mod anything;
mod archive;
mod commands;
mod corpus;
mod countries;
mod examples;
mod golden;
mod kill;
mod layers;
mod linear;
mod quality;
mod renewal;
mod skips;
