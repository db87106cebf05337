/// Tests of uploaded credentials over HTTP.
@NullMarked
package org.belltower.dispatch.credential.http;

import org.jspecify.annotations.NullMarked;
