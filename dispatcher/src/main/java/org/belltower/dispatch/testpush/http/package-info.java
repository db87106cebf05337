/// Test pushes over HTTP.
@NullMarked
package org.belltower.dispatch.testpush.http;

import org.jspecify.annotations.NullMarked;
