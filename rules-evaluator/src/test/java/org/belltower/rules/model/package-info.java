/// What can happen to a district, and all rules that decide of it told again, slowly: what the real ones are held
/// against.
@NullMarked
package org.belltower.rules.model;

import org.jspecify.annotations.NullMarked;
