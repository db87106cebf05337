/// A phone app's paths for its user's preferences.
@NullMarked
package org.belltower.registry.preference.http;

import org.jspecify.annotations.NullMarked;
