/// Documents that are made by the code and stand in the repository, for the tests of every service.
@NullMarked
package org.belltower.service.docs;

import org.jspecify.annotations.NullMarked;
