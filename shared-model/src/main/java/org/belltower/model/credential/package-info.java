/// The providers' credentials of an app: what they hold, and how they are sealed for storage and transport.
@NullMarked
package org.belltower.model.credential;

import org.jspecify.annotations.NullMarked;
