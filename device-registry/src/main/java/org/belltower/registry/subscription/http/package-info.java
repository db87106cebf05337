/// A phone app's paths for its choices.
@NullMarked
package org.belltower.registry.subscription.http;

import org.jspecify.annotations.NullMarked;
