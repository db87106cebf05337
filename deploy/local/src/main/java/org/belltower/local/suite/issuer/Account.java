package org.belltower.local.suite.issuer;

/// Whom a user name stands for.
///
/// @param person the id in the register
public record Account(String district, String person) {}
