/// Posts the events of a day as their producers do, in each of the modes of CloudEvents, and keeps what was answered.
@NullMarked
package org.belltower.local.demo.post;

import org.jspecify.annotations.NullMarked;
