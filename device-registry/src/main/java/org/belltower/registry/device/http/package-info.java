/// A phone app's paths for its own devices, and the administration's for apps.
@NullMarked
package org.belltower.registry.device.http;

import org.jspecify.annotations.NullMarked;
