/// What is played on a suite that runs, and what it may do there.
@NullMarked
package org.belltower.local.suite.scenario;

import org.jspecify.annotations.NullMarked;
