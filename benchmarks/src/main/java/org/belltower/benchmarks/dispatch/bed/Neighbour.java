package org.belltower.benchmarks.dispatch.bed;

/// A district beside a bed's own, by the same dispatcher.
///
/// @param ownCredential whether it has uploaded a credential of its own for its app; else the operator's serves
public record Neighbour(SampleDistrict district, int devices, boolean ownCredential) {}
