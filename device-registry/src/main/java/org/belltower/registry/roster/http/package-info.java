/// The roster API's paths for people.
@NullMarked
package org.belltower.registry.roster.http;

import org.jspecify.annotations.NullMarked;
