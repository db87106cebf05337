/// What an operator may know of the relay.
@NullMarked
package org.belltower.registry.publish.http;

import org.jspecify.annotations.NullMarked;
