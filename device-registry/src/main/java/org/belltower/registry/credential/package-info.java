/// The credentials of an app's providers: read and checked when they are uploaded, kept sealed, never shown again.
@NullMarked
package org.belltower.registry.credential;

import org.jspecify.annotations.NullMarked;
