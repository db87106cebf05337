/// A phone app's path for what holds.
@NullMarked
package org.belltower.registry.settings.http;

import org.jspecify.annotations.NullMarked;
