/// How the suite's services stand, over HTTP.
@NullMarked
package org.belltower.registry.suite.http;

import org.jspecify.annotations.NullMarked;
